/** A piece of a text: as it is, or a character that would deceive the eye. */
export type Piece =
  | { text: string; hidden?: undefined }
  | { text: string; hidden: "control" | "foreign" };

/** Characters that show as nothing, or turn the order of what follows. Tabs and line ends are ordinary. */
const CONTROL =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u00a0\u2000-\u200a\u202f\u205f\u3000\u115f\u1160\u3164\uffa0]/u;
const ORDINARY = new Set(["\n", "\t"]);
const NOT_ASCII = /[^\x20-\x7e]/;

/** How a character is written where it must not be mistaken: U+202E. */
export function point(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/**
 * A text in pieces, so that whoever decides by it sees what it is (security.md T2): hidden characters apart, and with
 * `exact` also everything beyond ASCII, as letters of other scripts look like ours.
 */
export function revealed(text: string, exact: boolean): Piece[] {
  const pieces: Piece[] = [];
  let plain = "";
  const flush = () => {
    if (plain !== "") {
      pieces.push({ text: plain });
      plain = "";
    }
  };
  for (const character of text) {
    const control = CONTROL.test(character) && !ORDINARY.has(character);
    if (control || (exact && NOT_ASCII.test(character) && !ORDINARY.has(character))) {
      flush();
      pieces.push({ text: character, hidden: control ? "control" : "foreign" });
    } else {
      plain += character;
    }
  }
  flush();
  return pieces;
}

/** The same for where no mark can stand, as in a drawing. */
export function spelledOut(text: string): string {
  return revealed(text, false)
    .map((piece) => (piece.hidden === undefined ? piece.text : `[${point(piece.text)}]`))
    .join("");
}
