import { Loader, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslations } from "use-intl";
import { held, NotYet } from "../../parts/NotYet";
import { Trouble } from "../../parts/Trouble";
import { Actions } from "./Actions";
import { Alerts } from "./Alerts";
import { Comments } from "./Comments";
import { Connections } from "./Connections";
import { Evidence } from "./Evidence";
import { Header } from "./Header";
import classes from "./IncidentPage.module.css";
import { Known } from "./Known";
import { Letters } from "./Letters";
import { Now } from "./Now";
import {
  actionsQuery,
  entitiesQuery,
  evidenceQuery,
  incidentQuery,
  relatedQuery,
  timelineQuery,
} from "./queries";
import { Timeline } from "./Timeline";

const Report = lazy(() => import("./Report"));

const PANELS = {
  now: Now,
  alerts: Alerts,
  actions: Actions,
  timeline: Timeline,
  evidence: Evidence,
  letters: Letters,
  report: Report,
  connections: Connections,
};
const TABS = Object.keys(PANELS) as (keyof typeof PANELS)[];
type Tab = keyof typeof PANELS;

/** One incident: what happened, why we think so, what was done, what is next. */
export function IncidentPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const t = useTranslations("incidents");
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { tab?: string };
  const tab: Tab = TABS.find((known) => known === search.tab) ?? "now";
  const incident = useQuery(incidentQuery(id));
  const entities = useQuery(entitiesQuery(id));
  const related = useQuery(relatedQuery(id));
  const counted = {
    actions: useQuery({ ...actionsQuery(id), select: (page) => page.items.length }).data,
    timeline: useQuery({ ...timelineQuery(id), select: (page) => page.items.length }).data,
    evidence: useQuery({ ...evidenceQuery(id), select: (page) => page.items.length }).data,
  };
  const shown = held(incident);
  if (!shown) {
    return <NotYet error={incident.error} label={t("loading")} />;
  }
  // One alert alone is told by the list of what it names.
  const connected =
    (entities.data?.items.length ?? 0) > 0 &&
    shown.alertCount + (related.data?.items.length ?? 0) > 1;
  const Panel = PANELS[tab];
  const tabs = TABS.filter((name) => name !== "connections" || connected || tab === name);
  const counts: Partial<Record<Tab, number | undefined>> = {
    ...counted,
    alerts: shown.alertCount,
  };
  const show = (wanted: string | null) =>
    navigate({ to: ".", search: { tab: wanted === "now" ? undefined : wanted } as never });
  return (
    <>
      {incident.error && <Trouble error={incident.error} />}
      <Header incident={shown} />
      <div className={classes.columns}>
        <div>
          <Tabs value={tab} onChange={show} keepMounted={false}>
            <Tabs.List mb="md">
              {tabs.map((name) => (
                <Tabs.Tab key={name} value={name}>
                  {t(`tabs.${name}`)}
                  {counts[name] !== undefined && (
                    <span className={classes.count}>{counts[name]}</span>
                  )}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value={tab}>
              <Suspense fallback={<Loader aria-label={t("loading")} />}>
                <Panel incident={shown} />
              </Suspense>
            </Tabs.Panel>
          </Tabs>
        </div>
        <aside className={classes.aside}>
          <Known incident={shown} />
          <Comments incident={shown} />
        </aside>
      </div>
    </>
  );
}
