import { useMemo } from "react";
import { language, variety } from "../../shell/catalogue";

export const DAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

/** Names of weekdays in the reader's language; 1 January 2024 was a Monday. */
export function useDays(): { long: (day: string) => string; short: (day: string) => string } {
  return useMemo(() => {
    const name = (weekday: "long" | "short") => {
      const format = new Intl.DateTimeFormat(variety(language()), { weekday, timeZone: "UTC" });
      return (day: string) => {
        const index = (DAYS as readonly string[]).indexOf(day);
        return index < 0 ? day : format.format(Date.UTC(2024, 0, 1 + index));
      };
    };
    return { long: name("long"), short: name("short") };
  }, []);
}
