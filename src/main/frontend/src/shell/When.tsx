const absolute = new Intl.DateTimeFormat(undefined, {
  dateStyle: "medium",
  timeStyle: "medium",
});

/** A moment in the reader's own time zone; the exact UTC time is in the title. */
export function When({ at }: { at: string }) {
  return (
    <time dateTime={at} title={at}>
      {absolute.format(new Date(at))}
    </time>
  );
}
