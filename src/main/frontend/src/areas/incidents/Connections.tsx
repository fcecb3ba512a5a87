import { Loader, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Fragment, useMemo } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { Drawn } from "../../charts/Drawn";
import { AsTable } from "../../charts/Numbers";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { write } from "../../queue/query";
import classes from "./Connections.module.css";
import { connections, drawable } from "./connections";
import { type Box, boxes } from "./drawnConnections";
import { allAlertsQuery, entitiesQuery, relatedQuery } from "./queries";

type Incident = Schemas["IncidentView"];

/** How the alerts of an incident, and other incidents, hang together by what they name. */
export function Connections({ incident }: { incident: Incident }) {
  const t = useTranslations("incidents.connections");
  const alerts = useInfiniteQuery(allAlertsQuery(incident.id));
  const entities = useQuery(entitiesQuery(incident.id));
  const related = useQuery(relatedQuery(incident.id));
  const all = useMemo(
    () =>
      connections(
        alerts.data?.pages.flatMap(({ items }) => items) ?? [],
        entities.data?.items ?? [],
        related.data?.items ?? [],
      ),
    [alerts.data, entities.data, related.data],
  );
  const error = alerts.error ?? entities.error ?? related.error;
  const pending = alerts.isPending || entities.isPending || related.isPending;
  const read = alerts.data?.pages.flatMap(({ items }) => items).length ?? 0;
  return (
    <Panel title={t("title")}>
      {error && <Trouble error={error} />}
      {pending && !error && <Loader aria-label={t("title")} />}
      {!pending && !error && (
        <>
          <Graph incident={incident} all={all} />
          {alerts.hasNextPage && <Text size="sm">{t("newest", { count: read })}</Text>}
          <AsTable
            caption={t("title")}
            columns={[t("columns.alert"), t("columns.attacker"), t("columns.target")]}
            rows={all.groups.map(({ title, count, entities: named }) => ({
              key: title,
              name: <Said text={t("alert", { count, title })} />,
              cells: [true, false].map((acting) => (
                <Values
                  key={String(acting)}
                  values={named
                    .filter(({ role }) => (role === "attacker") === acting)
                    .map(({ value }) => value)}
                />
              )),
            }))}
          />
        </>
      )}
    </Panel>
  );
}

function Values({ values }: { values: string[] }) {
  return values.length === 0
    ? "–"
    : values.map((value, index) => (
        <Fragment key={value}>
          {index > 0 && <br />}
          <Said text={value} />
        </Fragment>
      ));
}

function Graph({ incident, all }: { incident: Incident; all: ReturnType<typeof connections> }) {
  const t = useTranslations("incidents.connections");
  const navigate = useNavigate();
  const format = useFormatter();
  const shown = useMemo(() => drawable(all), [all]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: words and numbers follow from the language
  const drawn = useMemo(
    () =>
      boxes(shown, {
        alert: (count, title) => (count > 1 ? `${format.number(count)} × ${title}` : title),
        column: (column) => t(`columns.${column}`),
      }),
    [shown],
  );
  const choose = (box: Box | undefined) => {
    if (box?.related) {
      void navigate({ to: `/incidents/${box.related}` });
    } else if (box?.entity) {
      const filters = { entity: [box.entity], client: [incident.organisation] };
      void navigate({ to: "/alerts", search: { q: write({ filters, text: "" }) } as never });
    }
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys */}
      <section className={classes.scroll} aria-label={t("title")} tabIndex={0}>
        <div className={classes.wide} data-columns={drawn.columns}>
          <Drawn
            option={drawn.option}
            height={drawn.height}
            name={t("of", { number: incident.number })}
            onChoose={(index) => choose(drawn.boxes[index])}
          />
        </div>
      </section>
      {!shown.whole && <Text size="sm">{t("partly")}</Text>}
    </>
  );
}
