import { useMemo } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Drawn } from "../../charts/Drawn";
import { AsTable, Numbers } from "../../charts/Numbers";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { language, variety } from "../../shell/catalogue";
import classes from "./FiguresPage.module.css";
import { type Filter, Lead, type List, useLead } from "./Lead";
import { perDay } from "./options";
import type { Figures } from "./queries";

type Day = Figures["alertsPerDay"][number];

const SHORT = new Intl.DateTimeFormat(variety(language()), { day: "numeric", month: "short" });
const LONG = new Intl.DateTimeFormat(variety(language()), { dateStyle: "full" });

/** How much comes in, by day. */
export function Load({ figures }: { figures: Figures }) {
  const t = useTranslations("figures");
  return (
    <div className={classes.pair}>
      <Panel title={t("alertsPerDay")}>
        <Days
          list="alerts"
          days={figures.alertsPerDay}
          name={t("alertsPerDay")}
          color="var(--low-ink)"
        />
      </Panel>
      <Panel title={t("incidentsPerDay")}>
        <Days
          list="incidents"
          days={figures.incidentsPerDay}
          name={t("incidentsPerDay")}
          color="var(--high-ink)"
        />
      </Panel>
    </div>
  );
}

function Days({
  list,
  days,
  name,
  color,
}: {
  list: List;
  days: Day[];
  name: string;
  color: string;
}) {
  const t = useTranslations("figures");
  const format = useFormatter();
  const lead = useLead();
  const option = useMemo(() => {
    const day = (at: string) => SHORT.format(noon(at));
    return perDay({
      names: days.map((each) => day(each.day)),
      counts: days.map((each) => each.count),
      tell: (index) => {
        const each = days[index];
        return each ? `${day(each.day)}: ${format.number(each.count)}` : "";
      },
      number: (value) => format.number(value, { notation: "compact" }),
      color,
    });
  }, [days, format, color]);
  const rows = days
    .filter(({ count }) => count > 0)
    .map((day) => ({
      key: day.day,
      name: LONG.format(noon(day.day)),
      cells: [
        <Lead key={day.day} list={list} filter={day.filter}>
          {format.number(day.count)}
        </Lead>,
      ],
    }));
  return (
    <>
      <Drawn
        option={option}
        height={170}
        name={name}
        onChoose={(index) => lead(list, days[index]?.filter)}
      />
      <AsTable caption={name} columns={[t("day"), t("count")]} rows={rows} />
    </>
  );
}

/** A moment of a day that is on that day in every zone. */
function noon(day: string): Date {
  return new Date(`${day}T12:00:00`);
}

/** How much comes in and is open, by client. */
export function ByClient({ figures, names }: { figures: Figures; names: Map<string, string> }) {
  const t = useTranslations("figures");
  const format = useFormatter();
  const columns: [List, Figures["alertsPerClient"]][] = [
    ["alerts", figures.alertsPerClient],
    ["incidents", figures.incidentsPerClient],
    ["incidents", figures.openPerClient],
  ];
  const clients = [
    ...new Set(columns.flatMap(([, counts]) => counts.map(({ organisation }) => organisation))),
  ];
  const cell = (list: List, filter: Filter, count: number) => (
    <Lead list={list} filter={filter}>
      {format.number(count)}
    </Lead>
  );
  return (
    <Panel title={t("byClient")}>
      <Numbers
        caption={t("byClient")}
        columns={[t("client"), t("alerts"), t("incidents"), t("openNow")]}
        rows={clients.map((client) => ({
          key: client,
          name: <Said text={names.get(client) ?? client} />,
          cells: columns.map(([list, counts]) => {
            const found = counts.find(({ organisation }) => organisation === client);
            return found ? cell(list, found.filter, found.count) : "0";
          }),
        }))}
      />
    </Panel>
  );
}
