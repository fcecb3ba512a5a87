import { useMemo } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Drawn } from "../../charts/Drawn";
import { AsTable } from "../../charts/Numbers";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { useWords } from "../../parts/words";
import { SEVERITIES } from "./Ageing";
import { useDuration } from "./duration";
import classes from "./FiguresPage.module.css";
import { Lead, useLead } from "./Lead";
import { INKS, ranges } from "./options";
import type { Figures } from "./queries";

type Time = Figures["times"][number];
/** Of something that happened at all. */
type Known = Time & { median: number; p90: number };

function isKnown(time: Time): time is Known {
  return time.median != null && time.p90 != null;
}

const STEPS = ["acknowledge", "contain", "resolve"] as const;
/** Of more clients the table alone tells. */
const DRAWN = 12;

/** How long it took until people acknowledged, until it was contained, until it was over. */
export function Times({ figures, names }: { figures: Figures; names: Map<string, string> }) {
  const t = useTranslations("figures");
  const words = useWords();
  const { times } = figures;
  const busiest = figures.incidentsPerClient.map(({ organisation }) => organisation);
  if (times.length === 0) {
    return (
      <Panel title={t("times")}>
        <p>{t("noTimes")}</p>
      </Panel>
    );
  }
  return (
    <Panel title={t("times")}>
      <p className={classes.key}>
        <span aria-hidden>●──○</span> {t("rangeKey")}
      </p>
      <By
        title={t("bySeverity")}
        times={times.filter(({ by }) => by === "severity")}
        values={SEVERITIES}
        name={words}
      />
      <By
        title={t("byClient")}
        times={times.filter(({ by }) => by === "organisation")}
        values={busiest}
        name={(client) => names.get(client) ?? client}
      />
    </Panel>
  );
}

function By({
  title,
  times,
  values,
  name,
}: {
  title: string;
  times: Time[];
  values: readonly string[];
  name: (value: string) => string;
}) {
  const t = useTranslations("figures");
  const format = useFormatter();
  const duration = useDuration();
  const known = values.filter((value) => times.some((time) => time.value === value));
  const cell = (time: Time | undefined) =>
    !time || !isKnown(time) ? (
      "–"
    ) : (
      <>
        <Lead list="incidents" filter={time.filter}>
          {duration(time.median)}
        </Lead>
        <small>
          {t("p90AndCount", { time: duration(time.p90), count: format.number(time.count) })}
        </small>
      </>
    );
  return (
    <section className={classes.by}>
      <h3>{title}</h3>
      <div className={classes.triple}>
        {STEPS.map((step) => (
          <figure key={step}>
            <figcaption>{t(`to.${step}`)}</figcaption>
            <Ranges
              name={`${t(`to.${step}`)}, ${title}`}
              times={known
                .slice(0, DRAWN)
                .flatMap((value) =>
                  times.filter((each) => each.to === step && each.value === value),
                )
                .filter(isKnown)}
              label={name}
            />
          </figure>
        ))}
      </div>
      <AsTable
        short
        caption={`${t("times")}, ${title}`}
        columns={[title, ...STEPS.map((step) => t(`to.${step}`))]}
        rows={known.map((value) => ({
          key: value,
          name: <Said text={name(value)} />,
          cells: STEPS.map((step) =>
            cell(times.find((each) => each.to === step && each.value === value)),
          ),
        }))}
      />
    </section>
  );
}

function Ranges({
  name,
  times,
  label,
}: {
  name: string;
  /** As they are drawn: the row that is chosen is counted in them. */
  times: Known[];
  label: (value: string) => string;
}) {
  const t = useTranslations("figures");
  const duration = useDuration();
  const lead = useLead();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words and how times are said follow from the language
  const option = useMemo(
    () =>
      ranges({
        rows: times.map((time) => ({
          name: label(time.value),
          median: time.median,
          p90: time.p90,
          color: INKS[time.value] ?? "var(--link)",
          tell: t("range", { median: duration(time.median), p90: duration(time.p90) }),
        })),
        time: duration,
      }),
    [JSON.stringify(times), times.map(({ value }) => label(value)).join()],
  );
  if (times.length === 0) {
    return <p className={classes.none}>{t("noneYet")}</p>;
  }
  return (
    <Drawn
      option={option}
      height={44 + times.length * 26}
      name={name}
      onChoose={(index) => lead("incidents", times[index]?.filter)}
    />
  );
}
