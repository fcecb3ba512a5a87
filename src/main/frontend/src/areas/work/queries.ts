import { queryOptions, useQuery } from "@tanstack/react-query";
import { everything } from "../../api/everything";
import { api, body } from "../../api/request";

/** What waits for the caller now; the first that is due first. */
export const workQuery = queryOptions({
  queryKey: ["work"],
  queryFn: () => everything((query) => body(api.GET("/api/v1/work", { params: { query } }))),
  refetchInterval: 60_000,
});

export function useWorkCount(): number | undefined {
  return useQuery({ ...workQuery, select: (page) => page.items.length }).data;
}
