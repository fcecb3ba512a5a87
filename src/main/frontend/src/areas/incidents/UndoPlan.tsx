import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { api, body } from "../../api/request";
import { held, NotYet } from "../../parts/NotYet";
import { Said, Target } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { useTold } from "../../parts/told";
import { useWords } from "../../parts/words";
import classes from "./UndoPlan.module.css";

/** What undoing would do, in its order, and what stays as it is: asked before anything is changed. */
export function UndoPlan({ action, incident }: { action?: string; incident?: string }) {
  const t = useTranslations("incidents.undoPlan");
  const words = useWords();
  const told = useTold();
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
  const shown = held(plan);
  if (!shown) {
    return <NotYet error={plan.error} label={t("title")} />;
  }
  return (
    <div className={classes.plan}>
      {plan.error && <Trouble error={plan.error} />}
      <h3>{t("title")}</h3>
      {shown.steps.length === 0 && <p>{t("nothing")}</p>}
      <ol>
        {shown.steps.map((step) => (
          <li key={step.actionId}>
            {words(step.verb)} <Target value={step.target} /> ({step.connector}):{" "}
            <Said text={told(step.words)} />
            {step.staysFor && (
              <p className={classes.stays}>
                <Said text={step.staysFor} />
              </p>
            )}
          </li>
        ))}
      </ol>
      {shown.kept.length > 0 && (
        <>
          <h3>{t("kept")}</h3>
          <ul>
            {shown.kept.map((kept) => (
              <li key={kept.actionId}>
                {words(kept.verb)} <Target value={kept.target} />: <Said text={told(kept.reason)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
