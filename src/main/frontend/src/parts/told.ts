import { VERBS } from "./verbs";
import { useWords } from "./words";

const VERB = new RegExp(`\\b(${VERBS.join("|")})\\b`, "g");

/** What Cordon wrote down, with its verbs as people say them. */
export function useTold(): (text: string) => string {
  const words = useWords();
  return (text) => text.replace(VERB, (verb) => words(verb));
}
