import type { Asset } from "./Assets";

/** The columns of a file of assets, as they are written; what others call them when they send theirs. */
export const FIELDS = [
  "id",
  "kind",
  "names",
  "addresses",
  "class",
  "criticality",
  "owner",
] as const;
export type Field = (typeof FIELDS)[number];

const CALLED: Record<Field, RegExp> = {
  id: /^(id|asset.?id|asset.?tag|ci|serial|inventar.*|nummer)$/i,
  kind: /^(kind|type|art|typ)$/i,
  names: /^(names?|host.?names?|fqdns?|dns.?names?|computer.?names?|aliases|rechner.*)$/i,
  addresses: /^(addresses|address|ips?|ip.?address(es)?|ipv[46]|adressen?|ip.?adressen?)$/i,
  class: /^(class|role|category|klasse|rolle)$/i,
  criticality: /^(criticality|weight|importance|priority|kritikalität|gewicht)$/i,
  owner: /^(owner|responsible|contact|besitzer|eigentümer|verantwortlich.*)$/i,
};

/** At most so many characters: what the server takes, and far more than an inventory has. */
export const LARGEST_FILE = 10_000_000;

export interface Table {
  columns: string[];
  rows: string[][];
}

/** Which column each field is read from; -1 for none. */
export type Mapping = Record<Field, number>;

export type Outcome = "new" | "changed" | "same" | "gone" | "wrong";

/** What becomes of one row of the file, or of an asset that it does not name. */
export interface Line {
  asset: Asset;
  outcome: Outcome;
  /** The line of the file, null where it names none. */
  line: number | null;
  /** What is wrong with it, by field. */
  wrong: { field: Field; why: "none" | "twice" | "number" | "address" | "long" }[];
  /** Fields that differ from the asset as it is. */
  changed: Field[];
}

/** A file's text whatever it was written by: UTF-8 and 16 by their marks, else what is no UTF-8 is Windows-1252. */
export function decoded(bytes: ArrayBuffer): string {
  const head = new Uint8Array(bytes.slice(0, 2));
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    return new TextDecoder(head[0] === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Reads delimited text; its first line names the columns. */
export async function tableOf(text: string): Promise<Table> {
  const { default: papa } = await import("papaparse");
  const { data } = papa.parse<string[]>(text.replace(/^\ufeff/, ""), { skipEmptyLines: "greedy" });
  const [columns = [], ...rows] = data;
  return { columns: columns.map((column) => column.trim()), rows };
}

/** The mapping that the columns' names suggest. */
export function guessed(columns: string[]): Mapping {
  return Object.fromEntries(
    FIELDS.map((field) => [field, columns.findIndex((column) => CALLED[field].test(column))]),
  ) as Mapping;
}

/** Whether an id can be had: its own column, or else the first name. */
export function mapped(mapping: Mapping): boolean {
  return mapping.id >= 0 || mapping.names >= 0;
}

/** What each row of the file would do to the assets as they are. */
export function lines(
  table: Table,
  mapping: Mapping,
  current: Asset[],
  removesOthers: boolean,
): Line[] {
  const known = new Map(current.map((asset) => [asset.id, asset]));
  const seen = new Set<string>();
  const read = table.rows.map((row, index) => {
    const line = lineOf(row, index + 2, mapping, known);
    if (line.asset.id !== "" && seen.has(line.asset.id)) {
      line.wrong.push({ field: "id", why: "twice" });
    }
    seen.add(line.asset.id);
    return line.wrong.length > 0 ? { ...line, outcome: "wrong" as const } : line;
  });
  const gone: Line[] = removesOthers
    ? current
        .filter((asset) => !seen.has(asset.id))
        .map((asset) => ({ asset, outcome: "gone", line: null, wrong: [], changed: [] }))
    : [];
  return [...read, ...gone];
}

/** The assets after the import: in their order, then what is new. Rows that are wrong change nothing. */
export function imported(read: Line[], current: Asset[]): Asset[] {
  const good = read.filter((line) => line.outcome === "new" || line.outcome === "changed");
  const changed = new Map(good.map((line) => [line.asset.id, line.asset]));
  const gone = new Set(read.filter((line) => line.outcome === "gone").map((line) => line.asset.id));
  return [
    ...current
      .filter((asset) => !gone.has(asset.id))
      .map((asset) => changed.get(asset.id) ?? asset),
    ...good.filter((line) => line.outcome === "new").map((line) => line.asset),
  ];
}

/** The assets as a file that spreadsheets open, and that comes back the same. */
export async function assetsAsCsv(assets: Asset[]): Promise<string> {
  const { default: papa } = await import("papaparse");
  return papa.unparse(
    {
      fields: [...FIELDS],
      data: assets.map((asset) => [
        guarded(asset.id),
        guarded(asset.kind),
        guarded(asset.names.join("; ")),
        guarded(asset.addresses.join("; ")),
        guarded(asset.class ?? ""),
        asset.criticality,
        guarded(asset.owner ?? ""),
      ]),
    },
    { newline: "\r\n" },
  );
}

/** What a spreadsheet would run instead of showing it (security.md T1). An apostrophe before it makes it text. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

export function guarded(text: string): string {
  return FORMULA.test(text) || /^'[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}

function unguarded(text: string): string {
  return text.startsWith("'") && guarded(text.slice(1)) === text ? text.slice(1) : text;
}

function lineOf(row: string[], line: number, mapping: Mapping, known: Map<string, Asset>): Line {
  const cell = (field: Field) =>
    mapping[field] < 0 ? null : unguarded(row[mapping[field]] ?? "").trim();
  const list = (field: Field) =>
    cell(field)
      ?.split(/[;|,\n]/)
      .map((value) => value.trim())
      .filter((value) => value !== "") ?? null;
  const names = list("names");
  const id = cell("id") || (names?.[0] ?? "");
  const before = known.get(id);
  const weight = cell("criticality");
  const asset: Asset = {
    id,
    kind: cell("kind") || (before?.kind ?? "host"),
    names: names ?? before?.names ?? [],
    addresses: list("addresses") ?? before?.addresses ?? [],
    class: cell("class") || (before?.class ?? "other"),
    criticality: weight ? Number(weight) : (before?.criticality ?? 3),
    owner: cell("owner") === null ? (before?.owner ?? null) : cell("owner") || null,
  };
  const changed = before
    ? FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(asset[field]))
    : [];
  return {
    asset,
    line,
    wrong: wrong(asset),
    changed,
    outcome: before ? (changed.length > 0 ? "changed" : "same") : "new",
  };
}

const V4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
const V6 = /^(?=.*:.*:)[0-9a-f:]{2,39}(%[\w.-]+)?$/i;

/** What the server would refuse, so that it is seen before. */
function wrong(asset: Asset): Line["wrong"] {
  return [
    ...(asset.id === "" ? [{ field: "id", why: "none" } as const] : []),
    ...(asset.id.length > 200 ? [{ field: "id", why: "long" } as const] : []),
    ...(asset.kind.length > 63 ? [{ field: "kind", why: "long" } as const] : []),
    ...((asset.class ?? "").length > 63 ? [{ field: "class", why: "long" } as const] : []),
    ...(asset.names.some((name) => name.length > 254)
      ? [{ field: "names", why: "long" } as const]
      : []),
    ...((asset.owner ?? "").length > 200 ? [{ field: "owner", why: "long" } as const] : []),
    ...(asset.addresses.every((address) => V4.test(address) || V6.test(address))
      ? []
      : [{ field: "addresses", why: "address" } as const]),
    ...(Number.isInteger(asset.criticality) && asset.criticality >= 1 && asset.criticality <= 5
      ? []
      : [{ field: "criticality", why: "number" } as const]),
  ];
}
