import { notifications } from "@mantine/notifications";
import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";

/**
 * A change by the interface. When it is done, everything that shows some of it is looked at again, and the person is
 * told where `done` says something; what went wrong is shown where they are, by the mutation's error.
 */
export function useChange<In = void, Out = unknown>(
  change: (input: In) => Promise<Out>,
  options: { shownBy: string[]; done?: (out: Out) => string; after?: (out: Out) => void },
): UseMutationResult<Out, Error, In> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (out) => {
      if (options.done) {
        notifications.show({ message: options.done(out) });
      }
      options.after?.(out);
      await queries.invalidateQueries({
        predicate: (query) => options.shownBy.includes(String(query.queryKey[0])),
      });
    },
  });
}

/** Whatever shows something of an incident. */
export const OF_INCIDENTS = ["incident", "incidents", "work", "tasks", "actions"];
