import type { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { ClientName } from "../../parts/ClientName";
import { Said } from "../../parts/Said";
import { Severity } from "../../parts/Severity";
import { State } from "../../parts/State";
import { When } from "../../parts/When";
import type { Kind } from "../../queue/queue";
import { named } from "../incidents/kind";

type Alert = Schemas["AlertView"];

const KEYS = [
  "severity",
  "disposition",
  "client",
  "examples",
  "source",
  "category",
  "technique",
  "rule",
  "entity",
  "incident",
  "from",
  "to",
] as const;

/** Alerts, as a queue shows them. */
export function alerts(t: ReturnType<typeof useTranslations<"alerts">>): Kind<Alert> {
  const verdict = (code: "true_positive" | "false_positive" | "benign") => ({
    id: code,
    name: t(`verdicts.${code}`),
    fits: () => true,
    withReason: false,
    run: (alert: Alert) =>
      api.POST("/api/v1/alerts/{id}/feedback", {
        params: { path: { id: alert.id } },
        body: { verdict: code },
      }),
  });
  return {
    id: "alerts",
    keys: KEYS,
    sorts: ["newest", "severity"],
    fetch: ({ parameters, cursor, limit }) =>
      body(
        api.GET("/api/v1/alerts", {
          params: {
            query: {
              ...parameters,
              raw: "false",
              ...(cursor ? { cursor } : {}),
              ...(limit ? { limit } : {}),
            },
          },
        }),
      ),
    facets: async ({ parameters: { sort: _, ...filters } }) => {
      const found = await body(api.GET("/api/v1/alerts/facets", { params: { query: filters } }));
      return { ...found, facets: found.facets.map(named) };
    },
    columns: [
      {
        name: t("columns.severity"),
        width: "6.2rem",
        cell: (alert) => <Severity severity={alert.severity} />,
      },
      {
        name: t("columns.alert"),
        width: "minmax(12rem, 1fr)",
        cell: (alert) => <Said text={alert.title} />,
      },
      {
        name: t("columns.client"),
        width: "9rem",
        from: 560,
        cell: (alert) => <ClientName id={alert.organisation} />,
      },
      {
        name: t("columns.source"),
        width: "7rem",
        from: 820,
        onlyWide: true,
        cell: (alert) => alert.source,
      },
      {
        name: t("columns.disposition"),
        width: "6.5rem",
        cell: (alert) => <State code={alert.disposition} />,
      },
      {
        name: t("columns.received"),
        width: "7.2rem",
        from: 660,
        cell: (alert) => <When at={alert.receivedAt} />,
      },
    ],
    row: (alert) => ({ id: alert.id, to: `/alerts/${alert.id}`, severity: alert.severity }),
    bulk: [verdict("true_positive"), verdict("false_positive"), verdict("benign")],
  };
}
