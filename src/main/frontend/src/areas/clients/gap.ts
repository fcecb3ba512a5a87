import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { useWords } from "../../parts/words";
import { useFunctionName } from "./functions";

type Gap = Schemas["Gap"];

/** What a gap says in the reader's language; in the server's words where the pages have none for its kind. */
export function useGapText(): (gap: Gap) => string {
  const t = useTranslations("clients.gaps.kinds");
  const functions = useFunctionName();
  const words = useWords();
  return (gap) => {
    const key = `${gap.kind}.${gap.missing}`;
    if (!t.has(key as never)) {
      return gap.text;
    }
    const about = {
      ...gap.values,
      ...(gap.function ? { function: functions.of(gap.function) } : {}),
      ...(gap.values.verb ? { verb: words(gap.values.verb) } : {}),
      ...(gap.values.since ? { since: new Date(gap.values.since) } : {}),
    };
    return t(key as never, about as never);
  };
}
