import { diffJson } from "diff";

/** One line of a document, and whether it is new, gone, or as it was. */
export interface Line {
  number: number;
  text: string;
  change: "same" | "added" | "removed";
}

/** Two versions of a document, line by line. */
export function compared(before: object, after: object): Line[] {
  return diffJson(before, after)
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
