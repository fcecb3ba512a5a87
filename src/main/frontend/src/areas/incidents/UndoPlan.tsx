import { Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { api, body } from "../../api/request";
import { Said, Target } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { useWords } from "../../parts/words";
import classes from "./UndoPlan.module.css";

/** What undoing would do, in its order, and what stays as it is: asked before anything is changed. */
export function UndoPlan({ action, incident }: { action?: string; incident?: string }) {
  const t = useTranslations("incidents.undoPlan");
  const words = useWords();
  const plan = useQuery({
    queryKey: ["undo-plan", action ?? incident],
    queryFn: () =>
      action
        ? body(api.GET("/api/v1/actions/{id}/undo", { params: { path: { id: action } } }))
        : body(
            api.GET("/api/v1/incidents/{incident}/actions/undo", {
              params: { path: { incident: incident ?? "" } },
            }),
          ),
    staleTime: 0,
  });
  if (plan.error) {
    return <Trouble error={plan.error} />;
  }
  if (!plan.data) {
    return <Loader size="sm" aria-label={t("title")} />;
  }
  return (
    <div className={classes.plan}>
      <h3>{t("title")}</h3>
      {plan.data.steps.length === 0 && <p>{t("nothing")}</p>}
      <ol>
        {plan.data.steps.map((step) => (
          <li key={step.actionId}>
            {words(step.verb)} <Target value={step.target} /> ({step.connector}):{" "}
            <Said text={step.words} />
            {step.staysFor && (
              <p className={classes.stays}>
                <Said text={step.staysFor} />
              </p>
            )}
          </li>
        ))}
      </ol>
      {plan.data.kept.length > 0 && (
        <>
          <h3>{t("kept")}</h3>
          <ul>
            {plan.data.kept.map((kept) => (
              <li key={kept.actionId}>
                {words(kept.verb)} <Target value={kept.target} />: <Said text={kept.reason} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
