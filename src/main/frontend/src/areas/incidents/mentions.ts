/** As the server reads them: `@acme/anna`, or `@anna`. */
const NAME = /(?<![A-Za-z0-9._/@-])@(?:([a-z0-9-]{1,63})\/)?([a-z0-9][a-z0-9._-]{0,62})/g;

/** Somebody whom a text names. */
export interface Named {
  organisation: string | undefined;
  id: string;
  /** As it was written, without what only ends the sentence. */
  said: string;
  /** Where it stands in the text, its sign included. */
  from: number;
  to: number;
}

/** Whom a text names, in its order. */
export function mentionsOf(text: string): Named[] {
  return [...text.matchAll(NAME)].map((match) => {
    const organisation = match[1];
    // A full stop at the end of a sentence is none of the name.
    const id = (match[2] ?? "").replace(/[._-]+$/, "");
    const said = organisation ? `${organisation}/${id}` : id;
    return { organisation, id, said, from: match.index, to: match.index + 1 + said.length };
  });
}
