import { useLocale } from "use-intl";
import { useSaying } from "../server/words";
import { VERBS } from "./verbs";
import { useWords } from "./words";

const VERB = new RegExp(`\\b(${VERBS.join("|")})\\b`, "g");

/** What Cordon wrote down, in the reader's language as far as the pages have words for it, with its verbs as people say them. */
export function useTold(
  more?: Map<string, string>,
): (text: string, putIn?: Record<string, string>) => string {
  const words = useWords();
  const { partly } = useSaying(true, more);
  const english = useLocale() === "en";
  const verbs = (text: string) => text.replace(VERB, (verb) => words(verb));
  return (text, putIn) => (english ? undefined : partly(text, putIn)) ?? verbs(text);
}
