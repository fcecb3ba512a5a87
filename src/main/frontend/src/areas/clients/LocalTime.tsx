import { useMemo } from "react";
import { language, variety } from "../../shell/catalogue";
import { useNow } from "../../shell/now";

/** What the clock says there: weekday, hour and minute. */
export function LocalTime({ zone }: { zone: string }) {
  const now = useNow();
  const clock = useMemo(
    () =>
      new Intl.DateTimeFormat(variety(language()), {
        weekday: "short",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
        timeZone: zone,
      }),
    [zone],
  );
  return <time dateTime={new Date(now).toISOString()}>{clock.format(now)}</time>;
}
