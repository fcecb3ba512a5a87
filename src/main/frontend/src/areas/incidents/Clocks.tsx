import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { Due } from "../../parts/Due";
import { State } from "../../parts/State";
import { At } from "../../parts/When";
import { useWords } from "../../parts/words";
import classes from "./Clocks.module.css";

/** What was promised by when, and whether it was kept. */
export function Clocks({ incident }: { incident: Schemas["IncidentView"] }) {
  const t = useTranslations("incidents");
  const words = useWords();
  if (incident.clocks.length === 0) {
    return null;
  }
  return (
    <ul className={classes.clocks} aria-label={t("clocks")}>
      {incident.clocks.map((clock) => (
        <li key={clock.name}>
          <span className={classes.name}>{words(clock.name)}</span>
          {clock.obstacle ? (
            <>
              <State code={clock.obstacle} />
              {clock.state === "running" ? <Due at={clock.due} /> : <State code={clock.state} />}
            </>
          ) : clock.state === "running" ? (
            <Due at={clock.due} />
          ) : (
            <>
              <State code={clock.state} />
              {clock.metAt && <At at={clock.metAt} />}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
