import classes from "./Days.module.css";

const HIGH = 22;

/** How many there were on each of some days, the last of them today: bars for the eye, words for the ear. */
export function Days({
  counts,
  label,
  wide = 7,
}: {
  counts: number[];
  label: string;
  wide?: number;
}) {
  const most = Math.max(1, ...counts);
  return (
    <svg
      className={classes.days}
      role="img"
      aria-label={label}
      width={counts.length * wide}
      height={HIGH}
    >
      {counts.map((count, index) => {
        const height = count === 0 ? 1.5 : Math.max(3, (count / most) * HIGH);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place
            key={index}
            x={index * wide}
            y={HIGH - height}
            width={wide - (wide > 5 ? 2 : 1)}
            height={height}
            rx={1}
            data-none={count === 0 || undefined}
          />
        );
      })}
    </svg>
  );
}
