import { useLocale, useTranslations } from "use-intl";
import { useFunctionName } from "../areas/clients/functions";
import { useWords } from "../parts/words";
import { useAuthoredTexts } from "./authoredTexts";
import grammar from "./grammar.json";
import { piece, type Recognised, sentence, verbOf } from "./recognise";

/** What the server adds to the detail of a problem with findings, which are listed one by one anyhow. */
const ADDED = /(?: Fields?: [^\s,]+(?:, [^\s,]+)*)?(?: There are \d+ findings; see findings\.)?$/;

/** Nothing of ours has more sentences; of a text with thousands, not every one is looked at with every other. */
const MOST_SENTENCES = 12;

/**
 * Characters: nothing of ours has more. What people write may have, with one of our sentences within another thousands
 * of times.
 */
const LONGEST = 2_000;

const PIECES: Record<string, string> = grammar.pieces;

interface Saying {
  /** The text in the reader's language; undefined where a sentence of it has no words. */
  wholly: (said: string, putIn?: Record<string, string>) => string | undefined;
  /** The same, where sentences that have no words stand as they are, as what people wrote does; undefined if all do. */
  partly: (said: string, putIn?: Record<string, string>) => string | undefined;
}

/**
 * What the server says in English, in the reader's language; undefined where the pages have no words for it. What is
 * put in goes before what stands in the text, such as a task's name.
 */
export function useServerWords(): Saying["wholly"] {
  return useSaying(false).wholly;
}

/** @param withAuthored whether the texts of playbooks and rules are wanted, too: only on pages of those who signed in */
export function useSaying(withAuthored: boolean, more?: Map<string, string>): Saying {
  const t = useTranslations("server");
  const words = useWords();
  const functionName = useFunctionName();
  const authored = useAuthoredTexts(withAuthored, more);
  const language = useLocale();
  if (language === "en") {
    return { wholly: (said) => said, partly: (said) => said };
  }
  const inWords = ({ key, values }: Recognised, putIn: Record<string, string>): string =>
    t(
      key as never,
      {
        ...Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, word(name, value)]),
        ),
        ...putIn,
      } as never,
    );
  const word = (name: string, value: string): string => {
    const between = PIECES[name];
    if (between !== undefined) {
      const pieces = between === "" ? [value] : value.split(between);
      return pieces
        .map((one) => pieceInWords(name, one))
        .join(between === " or the " ? ", " : between === " and " ? " und " : between);
    }
    if (grammar.codes.includes(name)) {
      return value.split(", ").map(codeInWords).join(", ");
    }
    if (name === "verb") {
      return words(verbOf(value));
    }
    if (grammar.functions.includes(name)) {
      const ids = value.split(", ").map((one) => one.replaceAll(" ", "-"));
      return ids.map(functionName.of).join(", ");
    }
    if (grammar.authored.includes(name) || grammar.known.includes(name)) {
      return authored.get(value) ?? value;
    }
    return grammar.said.includes(name) ? (told(value, true) ?? value) : value;
  };
  const pieceInWords = (name: string, value: string): string => {
    const found = piece(name, value, authored);
    if (found) {
      return inWords(found, {});
    }
    return codeInWords(value);
  };
  /** A code, as it is or as the server says it in a sentence. */
  const codeInWords = (value: string): string => {
    const code = value.toLowerCase().replaceAll(" ", "-");
    const known = words(code);
    return known === code.replaceAll("-", " ") ? words(value) : known;
  };
  const one = (said: string, putIn: Record<string, string>): string | undefined => {
    const found = sentence(said, authored);
    if (found) {
      return inWords(found, putIn);
    }
    const open = said.endsWith(".") ? sentence(said.slice(0, -1), authored) : undefined;
    return open && `${inWords(open, putIn)}.`;
  };
  const told = (
    said: string,
    partly: boolean,
    putIn: Record<string, string> = {},
    most = MOST_SENTENCES,
  ): string | undefined => {
    if (said.length > LONGEST) {
      return undefined;
    }
    const whole = one(said, putIn);
    if (whole !== undefined) {
      return whole;
    }
    const ends = [...said.matchAll(/\. /g)].slice(0, most).map(({ index }) => index + 1);
    for (const end of ends.toReversed()) {
      const head = one(said.slice(0, end), putIn);
      if (head !== undefined) {
        const rest = said.slice(end + 1);
        const tail = told(rest, partly, putIn, most - 1) ?? (partly ? rest : undefined);
        return tail === undefined ? undefined : `${head} ${tail}`;
      }
    }
    const [end] = ends;
    const tail =
      partly && end !== undefined ? told(said.slice(end + 1), true, putIn, most - 1) : undefined;
    return tail === undefined ? undefined : `${said.slice(0, end)} ${tail}`;
  };
  return {
    wholly: (said, putIn) => told(said.replace(ADDED, ""), false, putIn),
    partly: (said, putIn) => told(said, true, putIn),
  };
}
