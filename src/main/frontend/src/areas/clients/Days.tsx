import { useFormatter, useTranslations } from "use-intl";
import classes from "./Days.module.css";

const HIGH = 22;

/** How many came on each of some days, the last of them today: bars for the eye, numbers for the ear. */
export function Days({ counts }: { counts: number[] }) {
  const t = useTranslations("clients.sources");
  const format = useFormatter();
  const most = Math.max(1, ...counts);
  return (
    <svg
      className={classes.days}
      role="img"
      aria-label={t("days", { counts: counts.map((count) => format.number(count)).join(", ") })}
      width={counts.length * 7}
      height={HIGH}
    >
      {counts.map((count, index) => {
        const height = count === 0 ? 1.5 : Math.max(3, (count / most) * HIGH);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place
            key={index}
            x={index * 7}
            y={HIGH - height}
            width={5}
            height={height}
            rx={1}
            data-none={count === 0 || undefined}
          />
        );
      })}
    </svg>
  );
}
