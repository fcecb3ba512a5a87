import { useQueryClient } from "@tanstack/react-query";
import { Refusal } from "../../api/request";
import { useChange } from "../../parts/change";
import { type DocumentName, type Documents, write } from "../clients/documents";

/**
 * Makes the next version of a document out of the one that is shown. Where somebody else was faster, theirs stays and
 * is shown, for the person to decide anew.
 */
export function useWriting<D extends DocumentName>(
  org: string,
  document: D,
  done?: () => string,
): ReturnType<typeof useChange<{ contents: Documents[D]; version: number }>> {
  const queries = useQueryClient();
  return useChange(
    async ({ contents, version }) => {
      try {
        return await write(org, document, contents, version);
      } catch (refusal) {
        if (refusal instanceof Refusal && refusal.status === 412) {
          await queries.invalidateQueries({ queryKey: ["organisation", org, document] });
        }
        throw refusal;
      }
    },
    { shownBy: ["organisation", "gaps"], ...(done ? { done } : {}) },
  );
}
