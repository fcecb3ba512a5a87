import type { Schemas } from "../api/request";
import classes from "./Mark.module.css";
import { useWords } from "./words";

export type SeverityCode = Schemas["IncidentView"]["severity"];

/** How bad it is: by word, by colour, and by how many of four bars are filled, so that none is needed alone. */
export function Severity({ severity }: { severity: SeverityCode }) {
  const words = useWords();
  return (
    <span className={classes.mark} data-severity={severity}>
      <span className={classes.bars} aria-hidden>
        <i />
        <i />
        <i />
        <i />
      </span>
      {words(severity)}
    </span>
  );
}
