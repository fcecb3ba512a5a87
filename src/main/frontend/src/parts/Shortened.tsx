const LONGEST = 120;

/** A value that an alert brought, for a narrow column: a long one shows its beginning and opens to the whole. */
export function Shortened({ text }: { text: string }) {
  const characters = [...text];
  if (characters.length <= LONGEST) {
    return text;
  }
  return (
    <details>
      <summary>{characters.slice(0, LONGEST - 1).join("")}…</summary>
      {text}
    </details>
  );
}
