import templates from "./en.json";
import grammar from "./grammar.json";

/**
 * What the server said, taken apart by templates of its English words. `{name}` and `…` stand for anything; what a name
 * may stand for, and how it is said in another language, is in `grammar.json`, which the server reads, too: it says the
 * same on paper (io.cordon.words).
 */
export interface Recognised {
  key: string;
  values: Record<string, string>;
}

/** What playbooks and rules that are there say, by their English words. */
type Authored = Map<string, string>;

interface Template {
  key: string;
  /** The words that stand still, one more than there are names. */
  words: string[];
  names: string[];
  length: number;
}

/** How verbs are spelled: as codes, as people say them, and as letters do; the longest first. */
const VERBS = new Map(
  Object.entries(grammar.verbs).flatMap(([verb, said]) =>
    [verb, said, verb.replaceAll("_", " ")].map((spelled) => [spelled, verb] as const),
  ),
);
const SPELLED = [...VERBS.keys()].sort((one, other) => other.length - one.length);

/** The code of a verb, however it is spelled. */
export function verbOf(spelled: string): string {
  return VERBS.get(spelled) ?? spelled;
}

const PIECES: Record<string, string> = grammar.pieces;
const PIECES_OF: Record<string, string> = grammar.piecesOf;

/** NB: what is more particular stands before what is less so, and the longest words are the most particular. */
const ALL: Template[] = Object.entries(templates)
  .map(([key, template]) => {
    const parts = template.split(/\{(\w+)\}|(…)/).filter((part) => part !== undefined);
    const words = parts.filter((_, at) => at % 2 === 0);
    const names = parts.filter((_, at) => at % 2 === 1);
    return { key, words, names, length: words.join("").length };
  })
  .sort((one, other) => other.length - one.length);

/** Pieces of sentences are looked for where they stand only: alone, "failed" may be anybody's word. */
const SENTENCES = ALL.filter(({ key }) => pieceOf(key) === undefined);

function pieceOf(key: string): string | undefined {
  return Object.keys(PIECES).find((name) => new RegExp(`^${name}[A-Z]`).test(key));
}

const BY_PIECE = new Map(
  Object.keys(PIECES).map((name) => [
    name,
    ALL.filter(({ key }) => pieceOf(key) === (PIECES_OF[name] ?? name)),
  ]),
);

/** What was recognised: a page renders the same texts again and again. */
const MOST_KEPT = 5000;
const kept = new WeakMap<Authored, Map<string, Recognised | undefined>>();

/** One sentence of the server, or one text of it; undefined for one that has no words here. */
export function sentence(text: string, authored: Authored): Recognised | undefined {
  const before = kept.get(authored) ?? new Map<string, Recognised | undefined>();
  if (before.has(text)) {
    return before.get(text);
  }
  if (before.size >= MOST_KEPT) {
    before.clear();
  }
  const found = first(SENTENCES, text, authored);
  kept.set(authored, before.set(text, found));
  return found;
}

/** A piece of a sentence, such as why a grant does not allow something. */
export function piece(name: string, text: string, authored: Authored): Recognised | undefined {
  return first(BY_PIECE.get(name) ?? [], text, authored);
}

function first(among: Template[], text: string, authored: Authored): Recognised | undefined {
  for (const template of among) {
    const values = valuesIn(text, template);
    if (values && Object.entries(values).every(([name, value]) => may(name, value, authored))) {
      return { key: template.key, values };
    }
  }
  return undefined;
}

/** NB: no regular expression: what attackers choose the words of would make one with many names take for ever. */
function valuesIn(text: string, { words, names }: Template): Record<string, string> | undefined {
  const [start = "", ...rest] = words;
  const end = rest.pop();
  if (end === undefined) {
    return text === start ? {} : undefined;
  }
  if (!text.startsWith(start) || !text.endsWith(end)) {
    return undefined;
  }
  const values: Record<string, string> = {};
  let at = start.length;
  for (const [which, name] of names.entries()) {
    const next = rest[which];
    const until = name === "verb" ? verbEnd(text, at) : endOf(text, at, next, end);
    if (until <= at || !text.startsWith(next ?? end, until)) {
      return undefined;
    }
    const value = text.slice(at, until);
    if (name !== "…" && (values[name] ?? value) !== value) {
      return undefined;
    }
    if (name !== "…") {
      values[name] = value;
    }
    at = until + (next ?? end).length;
  }
  return values;
}

function endOf(text: string, at: number, next: string | undefined, end: string): number {
  return next === undefined ? text.length - end.length : text.indexOf(next, at + 1);
}

function verbEnd(text: string, at: number): number {
  return at + (SPELLED.find((spelled) => text.startsWith(spelled, at))?.length ?? 0);
}

function may(name: string, value: string, authored: Authored): boolean {
  if (grammar.numbers.includes(name)) {
    return /^\d+$/.test(value);
  }
  if (grammar.single.includes(name)) {
    return !/\s/.test(value);
  }
  if (grammar.known.includes(name)) {
    return authored.has(value);
  }
  const between = PIECES[name];
  if (between === undefined || (between === "" && grammar.lenient.includes(name))) {
    return true;
  }
  const all = between === "" ? [value] : value.split(between);
  // Of a list that may hold what is not known, the first is.
  return (grammar.lenient.includes(name) ? all.slice(0, 1) : all).every(
    (one) => piece(name, one, authored) !== undefined,
  );
}
