import { api, body, type Schemas } from "../../api/request";
import type { Row } from "./difference";

/** The documents of the contract as they are stored, by name. */
export interface Documents {
  people: Schemas["People"];
  raci: Schemas["Raci"];
  authority: Schemas["Authority"];
  "protected-assets": Schemas["ProtectedAssets"];
  assets: Schemas["Assets"];
  "on-call": Schemas["OnCall"];
  calendar: Schemas["BusinessCalendar"];
  "service-levels": Schemas["ServiceLevels"];
  regimes: Schemas["Regimes"];
}

export type DocumentName = keyof Documents;

/** What every stored document says of itself beside its contents. */
export interface Kept {
  version: number;
  changedAt?: string | null;
  changedBy?: string | null;
}

export type Stored<D extends DocumentName> = Documents[D] & Kept;

/** Reads a document as it stands. */
export function read<D extends DocumentName>(org: string, document: D): Promise<Stored<D>> {
  // NB: every document has the same form of address; the name stands in it as it is.
  const address = `/api/v1/organisations/{org}/${document}` as "/api/v1/organisations/{org}/raci";
  return body(api.GET(address, { params: { path: { org } } })) as unknown as Promise<Stored<D>>;
}

/** Reads a document as it once stood. */
export function readVersion<D extends DocumentName>(
  org: string,
  document: D,
  version: number,
): Promise<Stored<D>> {
  return body(
    api.GET("/api/v1/organisations/{org}/{document}/versions/{version}", {
      params: { path: { org, document, version } },
    }),
  ) as unknown as Promise<Stored<D>>;
}

/** Makes the next version of a document; refused with 412 where somebody else has made one since `version`. */
export function write<D extends DocumentName>(
  org: string,
  document: D,
  contents: Documents[D],
  version: number,
): Promise<unknown> {
  const address = `/api/v1/organisations/{org}/${document}` as "/api/v1/organisations/{org}/raci";
  return api.PUT(address, {
    params: { path: { org }, header: { "If-Match": `"${version}"` } },
    body: contents as never,
  });
}

/** What the stored form says beside the contents. */
const ABOUT_IT = ["version", "changedAt", "changedBy", "gaps"];

/** The contents alone, as they are written back. */
export function contentsOf<D extends DocumentName>(stored: Stored<D>): Documents[D] {
  return Object.fromEntries(
    Object.entries(stored).filter(([name]) => !ABOUT_IT.includes(name)),
  ) as unknown as Documents[D];
}

type Rows = { [D in DocumentName]: (contents: Documents[D]) => Row[] };

/** Each document in rows, so that two versions can be compared by people. */
const ROWS: Rows = {
  people: ({ people }) => people.map((row) => rowOf(row.id, row.name || row.id, row)),
  raci: ({ functions }) =>
    functions.map((row) => rowOf(row.function, row.function, row, "function")),
  authority: ({ grants }) =>
    numbered(grants.map((row) => rowOf(keys.authority(row), row.verb, row))),
  "protected-assets": ({ entries }) =>
    numbered(entries.map((row) => rowOf(keys["protected-assets"](row), row.value, row))),
  assets: ({ assets }) => numbered(assets.map((row) => rowOf(row.id, row.id, row, "id"))),
  "on-call": ({ rotations }) =>
    numbered(
      rotations.flatMap(({ shifts, overrides, ...rotation }) => [
        ...shifts.map((shift) =>
          rowOf(`${rotation.party} shift ${shift.order} ${shift.person}`, shift.person, {
            ...rotation,
            ...shift,
          }),
        ),
        ...overrides.map((override) =>
          rowOf(`${rotation.party} override ${override.person} ${override.from}`, override.person, {
            ...rotation,
            ...override,
          }),
        ),
      ]),
    ),
  calendar: ({ timeZone, hours, holidays }) => [
    rowOf("timeZone", "timeZone", { timeZone }),
    ...Object.entries(hours).map(([day, stretches]) =>
      rowOf(day, day, {
        hours: stretches.map((stretch) => `${stretch.from}–${stretch.to}`),
      }),
    ),
    ...holidays.map((holiday) => rowOf(holiday.date, holiday.date, holiday, "date")),
  ],
  "service-levels": ({ levels }) =>
    levels.map((row) => rowOf(row.severity, row.severity, row, "severity")),
  regimes: ({ regimes }) => regimes.map((regime) => rowOf(regime, regime, {})),
};

/** What makes a row of a list this one. */
const keys = {
  people: (row: Schemas["PeopleEntry"]) => row.id,
  raci: (row: Schemas["RaciRow"]) => row.function,
  authority: (row: Schemas["AuthorityEntry"]) => `${row.verb} ${row.assets} ${row.hours}`,
  "protected-assets": (row: Schemas["ProtectedAssetsEntry"]) => `${row.kind} ${row.value}`,
  assets: (row: Schemas["AssetsEntry"]) => row.id,
  regimes: (row: string) => row,
};

/** The documents that are one list, by the name of the list in them. */
const LISTS: Partial<Record<DocumentName, string>> = {
  people: "people",
  raci: "functions",
  authority: "grants",
  "protected-assets": "entries",
  assets: "assets",
  regimes: "regimes",
};

/** The list that a document is, and what makes each row of it this one; null where it is more than that. */
export function listOf<D extends DocumentName>(
  document: D,
): {
  rows: (contents: Documents[D]) => unknown[];
  key: (row: unknown) => string;
  of: (rows: unknown[]) => Documents[D];
} | null {
  const name = LISTS[document];
  if (name === undefined) {
    return null;
  }
  return {
    rows: (contents) => (contents as unknown as Record<string, unknown[]>)[name] ?? [],
    key: keys[document as keyof typeof keys] as unknown as (row: unknown) => string,
    of: (rows) => ({ [name]: rows }) as unknown as Documents[D],
  };
}

export function rowsOf<D extends DocumentName>(document: D, contents: Documents[D]): Row[] {
  return ROWS[document](contents);
}

/** By what they were made of: where one of thousands is typed into, the others are the same as before. */
const made = new WeakMap<object, Row>();

function rowOf(key: string, name: string, of: object, ...without: string[]): Row {
  const before = made.get(of);
  if (before) {
    return before;
  }
  const row = newRow(key, name, of, without);
  made.set(of, row);
  return row;
}

function newRow(key: string, name: string, of: object, without: string[]): Row {
  return {
    key,
    name,
    values: Object.fromEntries(
      Object.entries(of)
        .filter(([field]) => !without.includes(field))
        .flatMap(([field, value]) =>
          value !== null && typeof value === "object" && !Array.isArray(value)
            ? Object.entries(value).map(([inner, of]) => [`${field}.${inner}`, text(of)])
            : [[field, text(value)]],
        ),
    ),
  };
}

function text(value: unknown): string {
  if (value === null || value === undefined) {
    return "";
  }
  return Array.isArray(value) ? value.join(", ") : String(value);
}

function numbered(rows: Row[]): Row[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const times = (seen.get(row.key) ?? 0) + 1;
    seen.set(row.key, times);
    return times === 1 ? row : { ...row, key: `${row.key} (${times})` };
  });
}
