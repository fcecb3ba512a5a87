import { useTranslations } from "use-intl";
import { useWords } from "../../parts/words";

/** The functions of security work that are known everywhere; an organisation may have more of its own. */
export function useFunctionName(): { has: (id: string) => boolean; of: (id: string) => string } {
  const t = useTranslations("clients.functions");
  const words = useWords();
  return {
    has: (id) => t.has(id as never),
    of: (id) => (t.has(id as never) ? t(id as never) : words(id)),
  };
}
