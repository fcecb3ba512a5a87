import type { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { Due } from "../../parts/Due";
import { Said } from "../../parts/Said";
import { Severity } from "../../parts/Severity";
import { State } from "../../parts/State";
import { When } from "../../parts/When";
import type { Kind } from "../../queue/queue";

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
        width: "6.2rem",
        cell: (incident) => <Severity severity={incident.severity} />,
      },
      {
        name: t("columns.incident"),
        width: "minmax(12rem, 1fr)",
        cell: (incident) => (
          <>
            #{incident.number} <Said text={incident.title} />
          </>
        ),
      },
      {
        name: t("columns.client"),
        width: "9rem",
        cell: (incident) => incident.organisation,
      },
      {
        name: t("columns.status"),
        width: "6rem",
        cell: (incident) => <State code={incident.status} />,
      },
      {
        name: t("columns.due"),
        width: "8.2rem",
        cell: (incident) => {
          const next = incident.clocks
            .filter((clock) => clock.state === "running" || clock.state === "breached")
            .filter((clock) => clock.metAt == null)
            .sort((a, b) => a.due.localeCompare(b.due))[0];
          return next && <Due at={next.due} />;
        },
      },
      {
        name: t("columns.detected"),
        width: "7.2rem",
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

/** The interface says `organisation`, people say client. */
export function named<V>(facet: { name: string; values: V }): { key: string; values: V } {
  return { key: facet.name === "organisation" ? "client" : facet.name, values: facet.values };
}
