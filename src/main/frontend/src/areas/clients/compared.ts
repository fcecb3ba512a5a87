import { diffJson } from "diff";

/** One line of a document, and whether it is new, gone, or as it was. */
export interface Line {
  number: number;
  text: string;
  change: "same" | "added" | "removed";
}

/** Longer than this, and a page that compares stands still. Milliseconds. */
const PATIENCE = 1_000;

/** Two versions of a document, line by line; not aligned where that would take too long. */
export function compared(before: object, after: object): { lines: Line[]; aligned: boolean } {
  const parts = diffJson(before, after, { timeout: PATIENCE });
  const lines = parts
    ? parts.flatMap((part) =>
        linesOf(part.value, part.added ? "added" : part.removed ? "removed" : "same"),
      )
    : [...linesOf(canonical(before), "removed"), ...linesOf(canonical(after), "added")];
  return { lines: lines.map((line, number) => ({ ...line, number })), aligned: !!parts };
}

function linesOf(text: string, change: Line["change"]): Omit<Line, "number">[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => ({ text: line, change }));
}

function canonical(document: object): string {
  return JSON.stringify(document, null, 2);
}
