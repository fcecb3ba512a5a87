import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { useAuthored } from "../../parts/authored";
import { useWords } from "../../parts/words";
import { useAuthoredTexts } from "../../server/authoredTexts";
import { progressQuery } from "./queries";

/** The incident's playbook by the name that its author gave it. */
export function PlaybookName({ incident }: { incident: Schemas["IncidentView"] }) {
  const t = useTranslations("incidents");
  const words = useWords();
  const { data } = useQuery(progressQuery(incident.id));
  const key = incident.playbook.key;
  const authored = useAuthored();
  const texts = useAuthoredTexts(true);
  const instance = data?.instances.find((one) => one.key === key);
  const name = (instance && authored(instance, "name")) || texts.get(key) || words(key);
  return t("playbookNamed", { name });
}
