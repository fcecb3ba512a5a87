import { useFormatter, useTranslations } from "use-intl";
import { Panel } from "../../parts/Panel";
import { Lead } from "./Lead";
import classes from "./Matrix.module.css";
import type { Figures } from "./queries";

type Technique = Figures["techniques"][number];

/** In the order in which ATT&CK for Enterprise has them. */
const TACTICS = [
  "reconnaissance",
  "resource-development",
  "initial-access",
  "execution",
  "persistence",
  "privilege-escalation",
  "defense-evasion",
  "credential-access",
  "discovery",
  "lateral-movement",
  "collection",
  "command-and-control",
  "exfiltration",
  "impact",
] as const;

const SHADES = 5;

/** Alerts per technique, where ATT&CK has it: once below each of its tactics. */
export function Matrix({ figures: { techniques } }: { figures: Figures }) {
  const t = useTranslations("figures");
  const most = Math.max(1, ...techniques.map(({ count }) => count));
  const unknown = techniques.filter(
    ({ tactics }) => !TACTICS.some((tactic) => tactics.includes(tactic)),
  );
  const columns = [
    ...TACTICS.map((tactic) => ({
      id: tactic as string,
      name: t(`tactics.${tactic}`),
      techniques: techniques.filter(({ tactics }) => tactics.includes(tactic)),
    })),
    ...(unknown.length > 0
      ? [{ id: "unknown", name: t("tactics.unknown"), techniques: unknown }]
      : []),
  ];
  return (
    <Panel title={t("matrix")}>
      <p className={classes.text}>{t("matrixText")}</p>
      {techniques.length === 0 ? (
        <p>{t("noTechniques")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
        <section className={classes.scroll} aria-label={t("matrix")} tabIndex={0}>
          <div className={classes.matrix}>
            {columns.map(({ id, name, techniques: own }) => (
              <section
                key={id}
                className={classes.tactic}
                data-empty={own.length === 0 || undefined}
              >
                <h3>{name}</h3>
                {own.length > 0 && (
                  <ul>
                    {own.map((technique) => (
                      <Cell key={technique.technique} technique={technique} most={most} />
                    ))}
                  </ul>
                )}
              </section>
            ))}
          </div>
        </section>
      )}
      <p className={classes.origin}>{t("attackOrigin")}</p>
    </Panel>
  );
}

function Cell({ technique, most }: { technique: Technique; most: number }) {
  const t = useTranslations("figures");
  const format = useFormatter();
  const { technique: id, name, count, filter } = technique;
  // By orders of magnitude: beside one that is loud, those that are rare must still differ.
  const shade = Math.max(1, Math.ceil((Math.log1p(count) / Math.log1p(most)) * SHADES));
  return (
    <li data-shade={shade}>
      <Lead
        list="alerts"
        filter={filter}
        name={t("technique", { id, name, count })}
        className={classes.cell}
      >
        <span className={classes.id}>
          {id}
          <b>{format.number(count, { notation: "compact" })}</b>
        </span>
        <span>{name}</span>
      </Lead>
    </li>
  );
}
