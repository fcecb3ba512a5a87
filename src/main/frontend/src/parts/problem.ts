import { useLocale, useTranslations } from "use-intl";
import { Refusal } from "../api/request";
import { useServerWords } from "../server/words";

interface Problem {
  text: string;
  /** What the server said in English, where `text` says no more than what kind of refusal it was. */
  server?: string;
}

/** What went wrong, in the reader's language. */
export function useProblem(): (error: Error) => Problem {
  const t = useTranslations("parts");
  const language = useLocale();
  const refusals = useServerWords();
  return (error) => {
    if (!(error instanceof Refusal)) {
      return { text: error.message };
    }
    if (error.status === 0) {
      return { text: t("unreached") };
    }
    if (language === "en") {
      return { text: error.message };
    }
    // The first finding is the detail once more.
    const known = error.findings.length === 0 ? refusals(error.message) : undefined;
    if (known !== undefined) {
      return { text: known };
    }
    const key = `problems.${error.type}` as never;
    const text = t(t.has(key) ? key : ("problems.other" as never));
    return error.findings.length > 0 ? { text } : { text, server: error.message };
  };
}

/** The same as one text, for places that have no room for more. */
export function useWhy(): (error: Error) => string {
  const t = useTranslations("parts");
  const problem = useProblem();
  return (error) => {
    const { text, server } = problem(error);
    return server === undefined ? text : `${text} ${t("serverSays")} ${server}`;
  };
}
