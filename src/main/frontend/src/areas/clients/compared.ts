import { diffJson } from "diff";

/** One line of a document, and whether it is new, gone, or as it was. */
export interface Line {
  number: number;
  text: string;
  change: "same" | "added" | "removed";
}

/** What a version says of itself beside its contents. */
const ABOUT_IT = ["version", "changedAt", "changedBy", "gaps"];

/** Two versions of a document, line by line. */
export function compared(before: object, after: object): Line[] {
  return diffJson(contents(before), contents(after))
    .flatMap((part) =>
      part.value
        .split("\n")
        .filter((text) => text !== "")
        .map((text) => ({
          text,
          change: part.added
            ? ("added" as const)
            : part.removed
              ? ("removed" as const)
              : ("same" as const),
        })),
    )
    .map((line, number) => ({ ...line, number }));
}

function contents(version: object): object {
  return Object.fromEntries(Object.entries(version).filter(([key]) => !ABOUT_IT.includes(key)));
}
