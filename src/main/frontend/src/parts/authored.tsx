import { useLocale } from "use-intl";

/** Something with texts of an author, and those in other languages: by language, then by the field whose text it is. */
type Of<F extends string> = {
  translations: Record<string, Record<string, string>>;
} & { [field in F]?: string | null };

/** What the author of a playbook or rule wrote, in the reader's language where they wrote it in that, else as it stands. */
export function useAuthored(): <F extends string>(of: Of<F>, field: F) => string {
  const language = useLocale();
  return (of, field) => of.translations[language]?.[field] ?? of[field] ?? "";
}

/**
 * The same as an element that says in which language it is where that is not the reader's: what has words in other
 * languages is itself in English.
 */
export function Words<F extends string>({ of, field }: { of: Of<F>; field: F }) {
  const language = useLocale();
  const text = useAuthored()(of, field);
  const foreign =
    of.translations[language]?.[field] === undefined && Object.keys(of.translations).length > 0;
  return <span lang={foreign && language !== "en" ? "en" : undefined}>{text}</span>;
}
