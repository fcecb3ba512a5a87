import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useLocale } from "use-intl";
import type { Schemas } from "../api/request";
import { playbooksQuery, rulesQuery } from "../parts/installed";

/** A day: who sees an older translation for that long loses nothing. */
const STALE = 24 * 60 * 60 * 1000;

type Texts = Map<string, string>;

const NONE: Texts = new Map();

/**
 * What authors of playbooks and rules wrote, by their English words: what the server wrote down has those in it. The
 * same words mean the same wherever they come from; what a rule said once and says otherwise now is not among them.
 *
 * @param more what else has been written, such as the steps of an incident's playbooks; the same map for the same texts
 * @param wanted false where they are used if they are there, but not fetched, such as before anybody has signed in
 */
export function useAuthoredTexts(wanted: boolean, more: Texts = NONE): Texts {
  const language = useLocale();
  const enabled = wanted && language !== "en";
  const playbooks = useQuery({
    ...playbooksQuery,
    enabled,
    staleTime: STALE,
  });
  const rules = useQuery({
    ...rulesQuery,
    enabled,
    staleTime: STALE,
  });
  return useMemo(
    () =>
      language === "en"
        ? NONE
        : new Map([
            ...(playbooks.data?.items ?? []).flatMap((playbook) => [
              ...texts(playbook, language, ["name"]),
              ...named(playbook, language),
            ]),
            ...(rules.data?.items ?? []).flatMap((rule) => texts(rule, language, ["name", "why"])),
            ...more,
          ]),
    [language, playbooks.data, rules.data, more],
  );
}

/** A playbook by its key: the timeline has that. */
function named(playbook: Schemas["PlaybookView"], language: string): [string, string][] {
  const name = playbook.translations[language]?.name;
  return name === undefined ? [] : [[playbook.key, name]];
}

export function texts<F extends string>(
  of: { translations: Record<string, Record<string, string>> } & { [field in F]?: string | null },
  language: string,
  fields: F[],
): [string, string][] {
  return fields.flatMap((field) => {
    const english = of[field];
    const inWords = of.translations[language]?.[field];
    return english == null || inWords === undefined ? [] : [[english, inWords] as [string, string]];
  });
}
