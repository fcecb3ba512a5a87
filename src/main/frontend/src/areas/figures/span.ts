/** What the page's address asks for. A span of its own has days such as 2026-10-01, both of them in it. */
export interface Wanted {
  days: number;
  from?: string | undefined;
  to?: string | undefined;
  client?: string | undefined;
  /** Whether example clients count; where it is not said, they do as long as there is no other client. */
  examples?: boolean | undefined;
}

/** How many days a span has that ends now; the first is a whole one. */
export const SPANS = [1, 7, 30, 90, 365] as const;

const USUAL = 30;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the address; what makes no sense there is as if it were not there. */
export function wanted(search: Record<string, unknown>): Wanted {
  const client = typeof search.client === "string" ? search.client : undefined;
  const said = String(search.examples);
  const examples = said === "true" ? true : said === "false" ? false : undefined;
  const from = day(search.from);
  const to = day(search.to);
  if (from && to && from <= to) {
    return { days: USUAL, from, to, client, examples };
  }
  const days = SPANS.find((known) => known === Number(search.days)) ?? USUAL;
  return { days, client, examples };
}

/** The beginning and the end of the span as the interface takes them, by the days of the reader's own zone. */
export function bounds({ days, from, to }: Wanted, today: Date): { from: string; to?: string } {
  if (from && to) {
    return { from: midnight(from, 0).toISOString(), to: midnight(to, 1).toISOString() };
  }
  return { from: midnight(dayOf(today), 1 - days).toISOString() };
}

/** The day of a moment in the reader's zone. */
export function dayOf(moment: Date): string {
  const month = String(moment.getMonth() + 1).padStart(2, "0");
  return `${moment.getFullYear()}-${month}-${String(moment.getDate()).padStart(2, "0")}`;
}

/** When a day begins that is so many later. NB: by the calendar; a day of a changing clock has 23 hours or 25. */
function midnight(from: string, later: number): Date {
  const [year = 0, month = 1, date = 1] = from.split("-").map(Number);
  return new Date(year, month - 1, date + later);
}

function day(text: unknown): string | undefined {
  return typeof text === "string" && DAY.test(text) && !Number.isNaN(Date.parse(text))
    ? text
    : undefined;
}
