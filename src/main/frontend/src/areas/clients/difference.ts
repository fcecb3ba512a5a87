/** A part of a document that people compare as one: a person, a grant, a working day. */
export interface Row {
  /** What makes it this one: the same in every version. */
  key: string;
  /** How it is called where the document does not say it in codes. */
  name: string;
  values: Record<string, string>;
}

/** What became of a row. */
export interface RowChange {
  key: string;
  name: string;
  kind: "added" | "changed" | "removed";
  fields: { field: string; before: string; after: string }[];
}

/** What a list of rows says differently from another; in its order, and then what is gone. */
export function difference(before: Row[], after: Row[]): RowChange[] {
  const was = new Map(before.map((row) => [row.key, row]));
  const is = new Set(after.map((row) => row.key));
  return [
    ...after.flatMap((row): RowChange[] => {
      const earlier = was.get(row.key);
      if (earlier === row) {
        return [];
      }
      const fields = changed(earlier?.values ?? {}, row.values);
      return earlier && fields.length === 0
        ? []
        : [
            {
              key: row.key,
              name: row.name,
              kind: earlier ? "changed" : "added",
              fields,
            },
          ];
    }),
    ...before
      .filter((row) => !is.has(row.key))
      .map((row) => ({
        key: row.key,
        name: row.name,
        kind: "removed" as const,
        fields: changed(row.values, {}),
      })),
  ];
}

function changed(before: Record<string, string>, after: Record<string, string>) {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({ field, before: before[field] ?? "", after: after[field] ?? "" }))
    .filter((field) => field.before !== field.after);
}

/** What two people made of one version, put together: theirs, with each row that we changed as we have it. */
export interface Together<T> {
  rows: T[];
  /** Rows that both changed, and differently. */
  both: string[];
}

/** Puts our changes of a list upon theirs, by the key of each row. */
export function together<T>(
  base: T[],
  ours: T[],
  theirs: T[],
  key: (row: T) => string,
): Together<T> {
  const was = byKey(base, key);
  const mine = byKey(ours, key);
  const other = byKey(theirs, key);
  const touched = new Set(
    [...was.keys(), ...mine.keys()].filter((one) => !same(was.get(one), mine.get(one))),
  );
  const both = [...touched].filter(
    (one) => !same(was.get(one), other.get(one)) && !same(mine.get(one), other.get(one)),
  );
  const kept = [...other]
    .filter(([one]) => !touched.has(one) || mine.has(one))
    .map(([one, row]) => (touched.has(one) ? (mine.get(one) as T) : row));
  const added = [...mine].filter(([one]) => touched.has(one) && !other.has(one));
  return { rows: [...kept, ...added.map(([, row]) => row)], both };
}

/** NB: the same key may stand twice while it is typed; the second is told apart by its number. */
function byKey<T>(rows: T[], key: (row: T) => string): Map<string, T> {
  const map = new Map<string, T>();
  for (const row of rows) {
    let one = key(row);
    for (let number = 2; map.has(one); number++) {
      one = `${key(row)} (${number})`;
    }
    map.set(one, row);
  }
  return map;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
