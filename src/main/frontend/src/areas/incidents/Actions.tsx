import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { Beyond } from "../../parts/Beyond";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Trouble } from "../../parts/Trouble";
import { has, useSession } from "../../shell/session";
import { ActionRow } from "./ActionRow";
import { AskForAction } from "./AskForAction";
import { actionsQuery } from "./queries";

/** Every change to the outside that was asked for in this incident, newest last. */
export function Actions({ incident }: { incident: Schemas["IncidentView"] }) {
  const t = useTranslations("incidents");
  const session = useSession();
  const actions = useQuery(actionsQuery(incident.id));
  const items = actions.data?.items ?? [];
  return (
    <Panel
      title={t("tabs.actions")}
      aside={has(session, "responder", "lead") && <AskForAction incident={incident} />}
    >
      {actions.error && <Trouble error={actions.error} />}
      {actions.data && items.length === 0 && <Empty title={t("nothingDone")} />}
      {items.map((action) => (
        <ActionRow key={action.id} action={action} />
      ))}
      <Beyond page={actions.data} />
    </Panel>
  );
}
