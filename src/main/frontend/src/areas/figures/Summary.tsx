import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useDuration } from "./duration";
import classes from "./FiguresPage.module.css";
import { type Filter, Lead, type List } from "./Lead";
import type { Figures } from "./queries";

const STEPS = ["acknowledge", "contain", "resolve"] as const;

/** The few numbers that are looked at first. */
export function Summary({ figures }: { figures: Figures }) {
  const t = useTranslations("figures");
  const format = useFormatter();
  const duration = useDuration();
  const { automation } = figures;
  const span = spanOf(figures);
  return (
    <ul className={classes.summary} aria-label={t("summary")}>
      <Figure list="alerts" filter={span} name={t("alerts")} note={t("repeats")}>
        {format.number(sum(figures.alertsPerDay))}
      </Figure>
      <Figure list="incidents" filter={span} name={t("incidents")}>
        {format.number(sum(figures.incidentsPerDay))}
      </Figure>
      <Figure list="incidents" filter={openOf(figures)} name={t("openNow")}>
        {format.number(sum(figures.open))}
      </Figure>
      {STEPS.map((step) => {
        const all = figures.times.find(({ to, by }) => to === step && by === "all");
        return (
          <Figure
            key={step}
            list="incidents"
            filter={all?.filter}
            name={t(`to.${step}`)}
            note={all?.p90 == null ? undefined : t("p90Is", { time: duration(all.p90) })}
          >
            {all?.median == null ? "–" : duration(all.median)}
          </Figure>
        );
      })}
      <Figure
        list="incidents"
        filter={automation.contained === 0 ? undefined : automation.automaticFilter}
        name={t("automatic")}
        note={
          automation.contained > 0 && (
            <Lead list="incidents" filter={automation.containedFilter}>
              {t("automaticOf", {
                automatic: automation.automatic,
                contained: automation.contained,
              })}
            </Lead>
          )
        }
      >
        {automation.rate == null
          ? "–"
          : format.number(automation.rate, { style: "percent", maximumFractionDigits: 0 })}
      </Figure>
    </ul>
  );
}

function Figure({
  list,
  filter,
  name,
  note,
  children,
}: {
  list: List;
  filter: Filter | undefined;
  name: string;
  note?: ReactNode;
  children: string;
}) {
  return (
    <li>
      <span className={classes.name}>{name}</span>
      <span className={classes.number}>
        {filter ? (
          <Lead list={list} filter={filter} name={`${children}: ${name}`}>
            {children}
          </Lead>
        ) : (
          children
        )}
      </span>
      {note && <small>{note}</small>}
    </li>
  );
}

export function sum(counted: readonly { count: number }[]): number {
  return counted.reduce((all, { count }) => all + count, 0);
}

/** The filter of everything in the span: the first day's beginning, the last one's end. */
function spanOf({ alertsPerDay }: Figures): Filter {
  const first = alertsPerDay.at(0)?.filter ?? {};
  const last = alertsPerDay.at(-1)?.filter ?? {};
  return { ...first, ...(last.to ? { to: last.to } : {}) };
}

function openOf({ alertsPerDay }: Figures): Filter {
  const { from: _, to: __, ...whose } = alertsPerDay.at(0)?.filter ?? {};
  return { status: "open,contained", ...whose };
}
