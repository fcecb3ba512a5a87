import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, body } from "../../api/request";

/** What waits for the caller now; the first that is due first. */
export const workQuery = queryOptions({
  queryKey: ["work"],
  queryFn: () => body(api.GET("/api/v1/work", { params: { query: { limit: 200 } } })),
  refetchInterval: 60_000,
});

export function useWorkCount(): number | undefined {
  return useQuery({ ...workQuery, select: (page) => page.items.length }).data;
}
