import { useFormatter, useTranslations } from "use-intl";
import { useNow } from "../shell/now";
import classes from "./Due.module.css";

const SOON = 15 * 60_000;

/** Until when something is to be done: what is left of the time, or how late it is. */
export function Due({ at }: { at: string }) {
  const t = useTranslations("parts.due");
  const format = useFormatter();
  const now = useNow();
  const moment = new Date(at);
  const left = moment.getTime() - now;
  const tone = left < 0 ? "late" : left < SOON ? "soon" : "calm";
  return (
    <time dateTime={at} title={at} className={classes.due} data-tone={tone}>
      {left < 0
        ? t("late", { since: format.relativeTime(moment, now) })
        : format.relativeTime(moment, now)}
    </time>
  );
}
