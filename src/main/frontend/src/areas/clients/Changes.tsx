import { IconMinus, IconPencil, IconPlus } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { Said } from "../../parts/Said";
import { useWords } from "../../parts/words";
import classes from "./Changes.module.css";
import type { RowChange } from "./difference";
import { useFunctionName } from "./functions";

const MARKS = { added: IconPlus, changed: IconPencil, removed: IconMinus };
const MOST = 200;

/** What is new, different and gone, a line each. */
export function Changes({ changes, title }: { changes: RowChange[]; title: string }) {
  const t = useTranslations("clients.changes");
  const words = useWords();
  const functions = useFunctionName();
  const name = (code: string) =>
    t.has(`fields.${code.replace(".", "-")}` as never)
      ? t(`fields.${code.replace(".", "-")}` as never)
      : words(code);
  return (
    <section className={classes.changes} aria-label={title}>
      <h3>
        {title} <span className={classes.count}>{t("count", { count: changes.length })}</span>
      </h3>
      {changes.length === 0 ? (
        <p className={classes.none}>{t("none")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard too
        <ul tabIndex={0} aria-label={title}>
          {changes.slice(0, MOST).map((change) => {
            const Mark = MARKS[change.kind];
            return (
              <li key={change.kind + change.key} data-kind={change.kind}>
                <Mark size={14} aria-hidden className={classes.mark} />
                <span>
                  <span className="hear-only">{t(change.kind)}</span>
                  <strong>
                    <Said
                      text={
                        functions.has(change.name) ? functions.of(change.name) : words(change.name)
                      }
                    />
                  </strong>
                  {change.fields
                    .filter(
                      (field) => change.kind === "changed" || field.after + field.before !== "",
                    )
                    .map((field) => (
                      <span key={field.field} className={classes.field}>
                        {name(field.field)}:{" "}
                        {field.before !== "" && (
                          <del>
                            <Said text={field.before} />
                          </del>
                        )}
                        {field.before !== "" && field.after !== "" && " → "}
                        {field.after !== "" ? (
                          <ins>
                            <Said text={field.after} />
                          </ins>
                        ) : (
                          change.kind === "changed" && ` → ${t("empty")}`
                        )}
                      </span>
                    ))}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {changes.length > MOST && <p>{t("more", { count: changes.length - MOST })}</p>}
    </section>
  );
}
