import { useFormatter } from "use-intl";
import { language, variety } from "../shell/catalogue";
import { useNow } from "../shell/now";

const absolute = new Intl.DateTimeFormat(variety(language()), {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
});

const short = new Intl.DateTimeFormat(variety(language()), {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

const CLOCKS_DIFFER = 10_000;

/** A moment as people say it (“3 minutes ago”); the exact one in the reader's own zone, and in UTC, is its title. */
export function When({ at }: { at: string }) {
  const format = useFormatter();
  const now = useNow();
  const moment = new Date(at).getTime();
  // The clock of the page ticks every few seconds, and the server's may be ahead of it: what just happened is now.
  const shown = moment > now && moment - now < CLOCKS_DIFFER ? now : moment;
  return (
    <time dateTime={at} title={`${absolute.format(new Date(at))}\n${at}`}>
      {format.relativeTime(shown, now)}
    </time>
  );
}

/** A moment by the clock of the reader's own zone, such as “3 Mar, 10:15”. */
export function At({ at }: { at: string }) {
  return (
    <time dateTime={at} title={`${absolute.format(new Date(at))}\n${at}`}>
      {short.format(new Date(at))}
    </time>
  );
}
