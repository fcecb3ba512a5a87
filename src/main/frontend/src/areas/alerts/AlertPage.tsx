import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { api, body } from "../../api/request";
import { Client } from "../../parts/Client";
import { held, NotYet } from "../../parts/NotYet";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Severity } from "../../parts/Severity";
import { State } from "../../parts/State";
import { Trouble } from "../../parts/Trouble";
import { At, When } from "../../parts/When";
import { AlertDetail } from "./AlertCard";

/** One alert: what it says, what it means and why, and the incident that it belongs to. */
export function AlertPage() {
  const t = useTranslations("alerts");
  const { id } = useParams({ strict: false }) as { id: string };
  const alert = useQuery({
    queryKey: ["alerts", id],
    queryFn: () => body(api.GET("/api/v1/alerts/{id}", { params: { path: { id } } })),
  });
  const shown = held(alert);
  if (!shown) {
    return <NotYet error={alert.error} label={t("loading")} />;
  }
  return (
    <>
      {alert.error && <Trouble error={alert.error} />}
      <h1>
        <Said text={shown.title} />
      </h1>
      <Panel
        title={
          <>
            <Severity severity={shown.severity} /> <State code={shown.disposition} />{" "}
            <Client id={shown.organisation} /> {shown.source}
          </>
        }
        aside={
          shown.incidentId && <Link to={`/incidents/${shown.incidentId}`}>{t("incident")}</Link>
        }
      >
        <p>
          {t("happened")} <At at={shown.time} />, {t("received")} <When at={shown.receivedAt} />
          {shown.count > 1 && <>, {t("times", { count: shown.count })}</>}
        </p>
        <AlertDetail alert={shown} />
      </Panel>
    </>
  );
}
