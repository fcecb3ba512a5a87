import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { useAuthored } from "../../parts/authored";
import { Said } from "../../parts/Said";
import { progressQuery } from "./queries";

type Action = Schemas["ActionView"];

const PLAYBOOK = "playbook:";

/** Why an action was asked for: a person's words, or the playbook's step by its name, with the way to where it is drawn. */
export function RequestReason({ action }: { action: Action }) {
  const t = useTranslations("incidents.action");
  const authored = useAuthored();
  const asked = useAskingStep(action);
  if (!asked) {
    return <Said text={action.requestReason} />;
  }
  const { instance, step } = asked;
  return t.rich("byStep", {
    playbook: () => (
      <Link
        to={`/playbooks/${instance.key}`}
        search={{ version: instance.version, step: step.element } as never}
      >
        {authored(instance, "name")}
      </Link>
    ),
    step: () => <Said text={authored(step, "name") || step.element} />,
  });
}

/** The step of the incident's playbooks that asked for it; undefined for a person's asking, or where it is not known. */
function useAskingStep(action: Action) {
  const byPlaybook = action.requestedBy.startsWith(PLAYBOOK);
  const { data } = useQuery({ ...progressQuery(action.incidentId), enabled: byPlaybook });
  const key = action.requestedBy.slice(PLAYBOOK.length);
  for (const instance of byPlaybook ? (data?.instances ?? []) : []) {
    const step = instance.steps.find((one) => one.actionIds.includes(action.id));
    if (step && instance.key === key) {
      return { instance, step };
    }
  }
  return undefined;
}
