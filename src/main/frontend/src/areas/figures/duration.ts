import { useFormatter } from "use-intl";

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** From then on nobody minds the seconds. */
const LONG = 600;

/** So many seconds as people say them, by two units at most: 2h 10m. */
export function useDuration(): (seconds: number) => string {
  const format = useFormatter();
  return (seconds) => {
    const largest = UNITS.findIndex(([, size]) => seconds >= size);
    if (largest < 0) {
      return format.number(0, { style: "unit", unit: "second", unitDisplay: "narrow" });
    }
    const shown = UNITS.slice(largest, largest + 2).filter(
      ([unit]) => unit !== "second" || seconds < LONG,
    );
    const least = shown.at(-1)?.[1] ?? 1;
    let left = Math.round(seconds / least) * least;
    return shown
      .map(([unit, size]) => {
        const count = Math.floor(left / size);
        left -= count * size;
        return count === 0
          ? ""
          : format.number(count, { style: "unit", unit, unitDisplay: "narrow" });
      })
      .filter((part) => part !== "")
      .join(" ");
  };
}
