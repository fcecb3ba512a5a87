import { useTranslations } from "use-intl";
import { api, body, Refusal, type Schemas } from "../api/request";
import { spelledOut } from "./revealed";

/** Adds a file to an incident's evidence, byte for byte as it is. */
export function useAddingEvidence(
  incident: string,
  /** The task that it is added in. */
  task?: string,
): (file: File, note: string) => Promise<Schemas["Evidence"]> {
  const t = useTranslations("parts.evidence");
  return async (file, note) => {
    if (file.size === 0) {
      // The server would say the same of a body that is not there.
      throw new Refusal(422, t("empty", { name: spelledOut(file.name) }), "invalid");
    }
    return body(
      api.POST("/api/v1/incidents/{id}/evidence", {
        params: {
          path: { id: incident },
          query: { name: file.name, note, ...(task ? { task } : {}) },
        },
        headers: { "Content-Type": "application/octet-stream" },
        body: file as never,
        bodySerializer: (content: unknown) => content as File,
      } as never),
    );
  };
}
