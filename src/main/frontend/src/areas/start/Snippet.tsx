import { Copy } from "../../parts/Copy";
import classes from "./StartPage.module.css";

/** Lines to take over elsewhere. */
export function Snippet({ text, what }: { text: string; what: string }) {
  return (
    <figure className={classes.snippet} aria-label={what}>
      <pre>{text}</pre>
      <Copy value={text} what={what} />
    </figure>
  );
}
