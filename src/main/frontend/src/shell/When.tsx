const absolute = new Intl.DateTimeFormat(undefined, {
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

/** A moment in the reader's own time zone, which it names; the exact UTC time is in the title. */
export function When({ at }: { at: string }) {
  return (
    <time dateTime={at} title={at}>
      {absolute.format(new Date(at))}
    </time>
  );
}
