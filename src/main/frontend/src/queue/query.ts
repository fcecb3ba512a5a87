/** What a query line says: filters by key, and words to find. */
export interface Query {
  filters: Record<string, string[]>;
  text: string;
}

/** One word of the line: up to the next space that stands in no quotes. */
const WORD = /(?:[^\s"]|"[^"]*"?)+/g;

/** Reads a line such as `severity:critical,high client:acme ransom note`. What is no known key is a word to find. */
export function parse(line: string, keys: readonly string[]): Query {
  const filters: Record<string, string[]> = {};
  const words: string[] = [];
  for (const word of line.match(WORD) ?? []) {
    const colon = word.indexOf(":");
    const key = word.slice(0, colon);
    if (colon > 0 && keys.includes(key)) {
      const values = word
        .slice(colon + 1)
        .replaceAll('"', "")
        .split(",")
        .filter((value) => value !== "");
      filters[key] = [...(filters[key] ?? []), ...values];
    } else {
      words.push(word);
    }
  }
  return { filters, text: words.join(" ") };
}

/** The line that says this. */
export function write(query: Query): string {
  const filters = Object.entries(query.filters)
    .filter(([, values]) => values.length > 0)
    .map(([key, values]) => `${key}:${values.map(quoted).join(",")}`);
  return [...filters, query.text].filter((part) => part !== "").join(" ");
}

function quoted(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}

/** The same with one value of a filter more, or less where it was there. */
export function toggled(query: Query, key: string, value: string): Query {
  const before = query.filters[key] ?? [];
  const after = before.includes(value)
    ? before.filter((other) => other !== value)
    : [...before, value];
  return { ...query, filters: { ...query.filters, [key]: after } };
}

/** The last word where it is still being typed: what to complete, and the line without it. */
export function lastWord(line: string): { before: string; word: string } {
  const space = line.lastIndexOf(" ");
  return { before: line.slice(0, space + 1), word: line.slice(space + 1) };
}

/** A word of the line that looks like a filter and is none, and what was meant, where that can be told. */
export interface Slip {
  word: string;
  /** What is wrong with it: there is no such key, or no row has such a value. */
  kind: "key" | "value";
  /** The key that was read, where there is one. */
  key?: string;
  /** The word as it was perhaps meant. */
  meant?: string | undefined;
}

/** Words such as `sevrity:high` or `status:opn`. Values are judged only where all that there are is known. */
export function slips(
  line: string,
  keys: readonly string[],
  valuesOf: (key: string) => readonly string[] | undefined,
): Slip[] {
  const found: Slip[] = [];
  for (const word of line.match(WORD) ?? []) {
    const [, key, said] = /^([A-Za-z]+):(.*)$/.exec(word) ?? [];
    if (key === undefined || said === undefined || said.startsWith("//")) {
      continue;
    }
    if (!keys.includes(key)) {
      const meant = nearest(key, keys);
      found.push({ word, kind: "key", meant: meant && `${meant}:${said}` });
      continue;
    }
    const known = valuesOf(key);
    const values = said.replaceAll('"', "").split(",");
    const unknown = values.find((value) => value !== "" && known && !known.includes(value));
    if (known && unknown !== undefined) {
      const near = nearest(unknown, known);
      const meant = near && `${key}:${values.map((v) => (v === unknown ? near : v)).join(",")}`;
      found.push({ word, kind: "value", key, meant });
    }
  }
  return found;
}

/** The one of them that takes the fewest changes of letters to come to; none where it takes many. */
export function nearest(said: string, known: readonly string[]): string | undefined {
  const sought = said.toLowerCase();
  const [best] = known
    .map((one) => ({
      one,
      far: one.toLowerCase().startsWith(sought) ? 0.5 : changes(sought, one.toLowerCase()),
    }))
    .sort((a, b) => a.far - b.far);
  return best && best.far <= Math.max(1, Math.floor(said.length / 3)) ? best.one : undefined;
}

/** How many letters must be put in, taken out, changed or swapped to make one of the other. */
function changes(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= one.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      rows[i]?.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (same ? 0 : 1),
          swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(one.length, other.length);
}
