import { queryOptions, useQuery } from "@tanstack/react-query";
import { everything } from "../../api/everything";
import { api, body } from "../../api/request";
import { useExamples } from "../../parts/examples";

/** What waits for the caller now; the first that is due first. */
export const workQuery = queryOptions({
  queryKey: ["work"],
  queryFn: () => everything((query) => body(api.GET("/api/v1/work", { params: { query } }))),
  refetchInterval: 60_000,
});

export function useWorkCount(): number | undefined {
  const { isShown } = useExamples();
  return useQuery({
    ...workQuery,
    select: (page) => page.items.filter((item) => isShown(item.organisation)).length,
  }).data;
}
