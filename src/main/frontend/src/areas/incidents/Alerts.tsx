import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { Panel } from "../../parts/Panel";
import { Trouble } from "../../parts/Trouble";
import { AlertCard } from "../alerts/AlertCard";
import { alertsQuery } from "./queries";

/** What the products said, and why it means what we think. */
export function Alerts({ incident }: { incident: Schemas["IncidentView"] }) {
  const t = useTranslations("incidents");
  const alerts = useQuery(alertsQuery(incident.id));
  return (
    <Panel title={t("tabs.alerts")}>
      {alerts.error && <Trouble error={alerts.error} />}
      {alerts.data?.items.map((alert) => (
        <AlertCard key={alert.id} alert={alert} />
      ))}
    </Panel>
  );
}
