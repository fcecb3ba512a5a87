import type { Schemas } from "../../api/request";

export type RaciRow = Schemas["RaciRow"];
export type Party = "client" | "provider";
export type Letter = "R" | "A" | "C" | "I";

export const PARTIES: Party[] = ["client", "provider"];
export const LETTERS: Letter[] = ["R", "A", "C", "I"];

/** What a function still lacks. */
export type Missing = "accountable" | "responsible" | "informed";

/** Whoever the report reaches is Informed of this one. */
const REPORT = "post-incident-report";

export function missing(row: RaciRow): Missing[] {
  const none = (letter: Letter) => !PARTIES.some((party) => row[party].includes(letter));
  return [
    ...(none("A") ? (["accountable"] as const) : []),
    ...(none("R") ? (["responsible"] as const) : []),
    ...(row.function === REPORT && none("I") ? (["informed"] as const) : []),
  ];
}

/** The row with one letter more, or less where it was there. Only one party answers: an A moves. */
export function toggled(row: RaciRow, party: Party, letter: Letter): RaciRow {
  const had = row[party].includes(letter);
  const other = party === "client" ? "provider" : "client";
  return {
    ...row,
    [party]: inOrder(row[party], letter, !had),
    ...(letter === "A" && !had ? { [other]: inOrder(row[other], "A", false) } : {}),
  };
}

function inOrder(letters: string, letter: Letter, on: boolean): string {
  return LETTERS.filter((one) => (one === letter ? on : letters.includes(one))).join("");
}

/** What would fill a row's gaps: as the server proposes, or whoever has a part in it does the rest too. */
export function proposed(row: RaciRow, proposals: Map<string, RaciRow>): RaciRow | null {
  if (missing(row).length === 0) {
    return null;
  }
  const known = proposals.get(row.function);
  if (
    known &&
    missing(known).length === 0 &&
    (row.client + row.provider === "" || !isOwn(row, known))
  ) {
    return known;
  }
  const party =
    PARTIES.find((one) => row[one].includes("R")) ??
    PARTIES.find((one) => row[one].includes("A")) ??
    "provider";
  const other = party === "client" ? "provider" : "client";
  const filled = {
    ...row,
    [party]: inOrder(inOrder(row[party], "R", true), "A", true),
    [other]: inOrder(row[other], "A", false),
  };
  const reported = row.function === REPORT && missing(filled).includes("informed");
  return reported ? { ...filled, [other]: inOrder(filled[other], "I", true) } : filled;
}

/** Whether somebody has chosen another party for it than the proposal: then theirs is completed instead. */
function isOwn(row: RaciRow, known: RaciRow): boolean {
  return PARTIES.some((party) =>
    (["R", "A"] as const).some(
      (letter) => row[party].includes(letter) && !known[party].includes(letter),
    ),
  );
}
