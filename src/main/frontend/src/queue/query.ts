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
