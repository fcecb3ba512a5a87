import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { Copy } from "../../parts/Copy";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import classes from "./Known.module.css";

const SHOWN = 8;

/** What the alerts of this incident name: who attacks, what is hit, and everything else. */
export function Known({ incident }: { incident: Schemas["IncidentView"] }) {
  const t = useTranslations("incidents.known");
  const kinds = useTranslations("alerts.kinds");
  const attackers = new Set(incident.attackers);
  const targets = new Set(incident.targets);
  const entities = Object.entries(incident.entities).filter(([, values]) => values.length > 0);
  return (
    <Panel title={t("title")}>
      {entities.length === 0 && <p className={classes.none}>{t("none")}</p>}
      {entities.map(([kind, values]) => (
        <div key={kind} className={classes.kind}>
          <h3>{kinds.has(kind as never) ? kinds(kind as never) : kind}</h3>
          <ul>
            {values.slice(0, SHOWN).map((value) => (
              <li key={value}>
                <span className={classes.value}>
                  <Said text={value} />
                </span>
                {attackers.has(value) && <em data-role="attacker">{t("attacker")}</em>}
                {targets.has(value) && <em data-role="target">{t("target")}</em>}
                <Copy value={value} what={value.slice(0, 60)} />
              </li>
            ))}
          </ul>
          {values.length > SHOWN && (
            <details>
              <summary>{t("more", { count: values.length - SHOWN })}</summary>
              <ul>
                {values.slice(SHOWN).map((value) => (
                  <li key={value}>
                    <span className={classes.value}>
                      <Said text={value} />
                    </span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
      ))}
    </Panel>
  );
}
