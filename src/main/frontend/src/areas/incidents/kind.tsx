import type { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { ClientName } from "../../parts/ClientName";
import { Due } from "../../parts/Due";
import { Said } from "../../parts/Said";
import { Severity } from "../../parts/Severity";
import { State } from "../../parts/State";
import { When } from "../../parts/When";
import type { Kind } from "../../queue/queue";
import { Owner, WaitsFor } from "./WaitsFor";
import classes from "./WaitsFor.module.css";

type Incident = Schemas["IncidentView"];

const KEYS = [
  "severity",
  "status",
  "client",
  "examples",
  "category",
  "technique",
  "entity",
  "party",
  "acknowledged",
  "contained",
  "resolved",
  "automatic",
  "late",
  "from",
  "to",
  "number",
] as const;

/** Incidents, as a queue shows them. */
export function incidents(t: ReturnType<typeof useTranslations<"incidents">>): Kind<Incident> {
  return {
    id: "incidents",
    keys: KEYS,
    sorts: ["newest", "oldest", "severity", "due"],
    fetch: ({ parameters, cursor, limit }) =>
      body(
        api.GET("/api/v1/incidents", {
          params: {
            query: { ...parameters, ...(cursor ? { cursor } : {}), ...(limit ? { limit } : {}) },
          },
        }),
      ),
    facets: async ({ parameters: { sort: _, ...filters } }) => {
      const found = await body(api.GET("/api/v1/incidents/facets", { params: { query: filters } }));
      return { ...found, facets: found.facets.map(named) };
    },
    columns: [
      {
        name: t("columns.severity"),
        width: "5.6rem",
        cell: (incident) => <Severity severity={incident.severity} />,
      },
      {
        name: t("columns.incident"),
        width: "minmax(12rem, 1fr)",
        cell: (incident) => (
          <>
            <span className={classes.of}>
              <ClientName id={incident.organisation} /> #{incident.number}
            </span>{" "}
            <Said text={incident.title} />
          </>
        ),
      },
      {
        name: t("columns.waits"),
        width: "10.5rem",
        from: 560,
        cell: (incident) => <WaitsFor waits={incident.waits} />,
      },
      {
        name: t("columns.stands"),
        width: "8.4rem",
        cell: (incident) => (
          <span className={classes.stands}>
            <State code={incident.status} />
            <NextDue incident={incident} />
          </span>
        ),
      },
      {
        name: t("columns.owner"),
        width: "7rem",
        from: 880,
        onlyWide: true,
        cell: (incident) => <Owner owner={incident.owner} />,
      },
      {
        name: t("columns.detected"),
        width: "7rem",
        from: 1060,
        onlyWide: true,
        cell: (incident) => <When at={incident.detectedAt} />,
      },
    ],
    row: (incident) => ({
      id: incident.id,
      to: `/incidents/${incident.id}`,
      severity: incident.severity,
    }),
    bulk: [
      {
        id: "acknowledge",
        name: t("acknowledge"),
        fits: (incident) => incident.acknowledgedAt == null,
        withReason: false,
        run: (incident) =>
          api.POST("/api/v1/incidents/{id}/acknowledge", {
            params: { path: { id: incident.id } },
          }),
      },
      {
        id: "resolve",
        name: t("deeds.resolve.deed"),
        fits: (incident) => incident.status === "open" || incident.status === "contained",
        withReason: true,
        run: (incident, reason) =>
          api.POST("/api/v1/incidents/{id}/resolve", {
            params: { path: { id: incident.id } },
            body: { reason },
          }),
      },
      {
        id: "close",
        name: t("deeds.close.deed"),
        fits: (incident) => incident.status === "resolved",
        withReason: true,
        run: (incident, reason) =>
          api.POST("/api/v1/incidents/{id}/close", {
            params: { path: { id: incident.id } },
            body: { reason },
          }),
      },
    ],
  };
}

/** The clock that runs out first; one that has run out stays, until what it was for is done. */
function NextDue({ incident }: { incident: Incident }) {
  const next = incident.clocks
    .filter((clock) => clock.state === "running" || clock.state === "breached")
    .filter((clock) => clock.metAt == null)
    .sort((a, b) => a.due.localeCompare(b.due))[0];
  return next && <Due at={next.due} />;
}

/** The interface says `organisation`, people say client. */
export function named<V>(facet: { name: string; values: V }): { key: string; values: V } {
  return { key: facet.name === "organisation" ? "client" : facet.name, values: facet.values };
}
