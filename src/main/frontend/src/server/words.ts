import { useLocale, useTranslations } from "use-intl";
import { useFunctionName } from "../areas/clients/functions";
import { useWords } from "../parts/words";
import templates from "./en.json";

/** Values that are codes of the interface, alone or with commas between them. */
const CODES = new Set(["has", "other", "party", "roles", "state", "to", "verb", "what"]);

/** What the server adds to the detail of a problem with findings, which are listed one by one anyhow. */
const ADDED = /(?: Fields?: [^\s,]+(?:, [^\s,]+)*)?(?: There are \d+ findings; see findings\.)?$/;

interface Form {
  key: string;
  form: RegExp;
}

/** NB: what is more particular stands before what is less so, and the longest words are the most particular. */
const FORMS: Form[] = Object.entries(templates)
  .sort(([, one], [, other]) => fixed(other) - fixed(one))
  .map(([key, template]) => ({ key, form: formOf(template) }));

function fixed(template: string): number {
  return template.replaceAll(/\{\w+\}|…/g, "").length;
}

/** A template as a pattern: `{name}` and `…` stand for anything, the same name for the same again. */
function formOf(template: string): RegExp {
  const seen = new Set<string>();
  const pattern = template
    .split(/(\{\w+\}|…)/)
    .map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (name && seen.has(name)) {
        return `\\k<${name}>`;
      }
      if (name) {
        seen.add(name);
        return `(?<${name}>.+?)`;
      }
      return part === "…" ? ".+?" : part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    })
    .join("");
  return new RegExp(`^${pattern}$`, "su");
}

/** Which text of the server this is, and what stands in it; undefined for one that has no words here. */
export function recognised(
  said: string,
): { key: string; values: Record<string, string> } | undefined {
  const text = said.replace(ADDED, "");
  for (const { key, form } of FORMS) {
    const found = form.exec(text);
    if (found) {
      return { key, values: { ...found.groups } };
    }
  }
  return undefined;
}

/**
 * What the server says in English, in the reader's language; undefined where the pages have no words for it. What is
 * put in goes before what stands in the text, such as a task's name.
 */
export function useServerWords(): (
  said: string,
  putIn?: Record<string, string>,
) => string | undefined {
  const t = useTranslations("server");
  const words = useWords();
  const functionName = useFunctionName();
  const english = useLocale() === "en";
  const inWords = (said: string, putIn: Record<string, string> = {}): string | undefined => {
    if (english) {
      return said;
    }
    const found = recognised(said);
    if (!found) {
      return undefined;
    }
    const values = Object.entries(found.values).map(([name, value]) => {
      if (CODES.has(name)) {
        return [name, value.split(", ").map(words).join(", ")];
      }
      if (name === "function") {
        return [name, functionName.of(value)];
      }
      return [name, name === "expected" ? (inWords(value) ?? value) : value];
    });
    return t(found.key as never, { ...Object.fromEntries(values), ...putIn } as never);
  };
  return inWords;
}
