import { useTranslations } from "use-intl";
import { point, revealed } from "./revealed";
import classes from "./Said.module.css";

/** Text that somebody outside wrote: only ever text, hidden characters visible, and kept in its own direction. */
export function Said({ text }: { text: string }) {
  return <Pieces text={text} exact={false} />;
}

/** A value that something is done to: exactly this one, with every character that could be mistaken set apart. */
export function Target({ value }: { value: string }) {
  return (
    <code className={classes.target}>
      <Pieces text={value} exact />
    </code>
  );
}

/** Whether a value has characters that are easily mistaken. */
export function deceives(value: string): boolean {
  return revealed(value, true).some((piece) => piece.hidden !== undefined);
}

function Pieces({ text, exact }: { text: string; exact: boolean }) {
  const t = useTranslations("parts.revealed");
  let position = 0;
  return (
    <bdi className={classes.said}>
      {revealed(text, exact).map((piece) => {
        const key = position;
        position += piece.text.length;
        if (piece.hidden === undefined) {
          return <span key={key}>{piece.text}</span>;
        }
        const name = point(piece.text);
        return (
          <mark
            key={key}
            className={classes[piece.hidden]}
            title={t(piece.hidden, { point: name })}
          >
            {piece.hidden === "control" ? name : piece.text}
            {piece.hidden === "foreign" && <small>{name}</small>}
          </mark>
        );
      })}
    </bdi>
  );
}
