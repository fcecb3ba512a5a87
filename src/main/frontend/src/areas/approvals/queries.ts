import { queryOptions, useQuery } from "@tanstack/react-query";
import { everything } from "../../api/everything";
import { api, body } from "../../api/request";
import { useExamples } from "../../parts/examples";

/** Everything in reach that waits for approval, also where it waits for somebody else. */
export const waitingQuery = queryOptions({
  queryKey: ["actions", "waiting"],
  queryFn: () =>
    everything((query) =>
      body(
        api.GET("/api/v1/actions", { params: { query: { ...query, state: "awaiting_approval" } } }),
      ),
    ),
  refetchInterval: 60_000,
});

export const actionQuery = (id: string) =>
  queryOptions({
    queryKey: ["actions", id],
    queryFn: () => body(api.GET("/api/v1/actions/{id}", { params: { path: { id } } })),
  });

export function useApprovalCount(): number | undefined {
  const { isShown } = useExamples();
  return useQuery({
    ...waitingQuery,
    select: (page) =>
      page.items.filter((action) => action.mayApprove && isShown(action.organisation)).length,
  }).data;
}
