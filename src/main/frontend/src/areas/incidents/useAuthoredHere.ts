import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useLocale } from "use-intl";
import { texts } from "../../server/authoredTexts";
import { progressQuery, tasksQuery } from "./queries";

/** What the incident's playbooks call their steps and tasks, in the reader's language. */
export function useAuthoredHere(incident: string): Map<string, string> {
  const language = useLocale();
  const tasks = useQuery(tasksQuery(incident)).data;
  const progress = useQuery(progressQuery(incident)).data;
  return useMemo(
    () =>
      new Map([
        ...(tasks?.items ?? []).flatMap((task) => texts(task, language, ["name"])),
        ...(progress?.instances ?? []).flatMap((instance) => [
          ...texts(instance, language, ["name"]),
          ...instance.steps.flatMap((step) => texts(step, language, ["name"])),
        ]),
      ]),
    [language, tasks, progress],
  );
}
