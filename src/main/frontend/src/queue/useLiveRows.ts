import {
  type InfiniteData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { Kind, Rows } from "./queue";

/** A few screens: what is asked for at first is what somebody waits for. */
const A_PAGE = 60;

/**
 * The rows of a queue as they were first shown, with what is known of each now. What came since is only counted while
 * somebody is at the rows, so that nothing jumps under a cursor; else the first page is shown as it is now.
 */
export function useLiveRows<T>(kind: Kind<T>, parameters: Record<string, string>, shownAs: string) {
  const queries = useQueryClient();
  const key = useMemo(() => ["queue", kind.id, shownAs], [kind.id, shownAs]);
  const headKey = useMemo(() => ["queue-head", kind.id, shownAs], [kind.id, shownAs]);
  const [atRest, setAtRest] = useState(true);
  const loaded = useInfiniteQuery({
    queryKey: key,
    queryFn: async ({ pageParam }) => {
      const page = await kind.fetch({
        parameters,
        cursor: pageParam || undefined,
        limit: A_PAGE,
      });
      if (pageParam === "") {
        queries.setQueryData(headKey, page);
      }
      return page;
    },
    initialPageParam: "",
    getNextPageParam: (page: Rows<T>) => page.next,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
  const head = useQuery({
    queryKey: headKey,
    queryFn: () => kind.fetch({ parameters, limit: A_PAGE }),
    enabled: loaded.isSuccess && !loaded.isPlaceholderData,
    staleTime: Number.POSITIVE_INFINITY,
    // What came while another page was open is unknown.
    refetchOnMount: "always",
  });

  // By its id: what moved down between two pages comes with both.
  const known = useMemo(
    () => [
      ...new Map(
        (loaded.data?.pages ?? [])
          .flatMap(({ items }) => items)
          .map((row) => [kind.row(row).id, row]),
      ).values(),
    ],
    [loaded.data, kind],
  );
  const { items, fresh } = useMemo(() => {
    const now = new Map((head.data?.items ?? []).map((row) => [kind.row(row).id, row]));
    const ids = new Set(known.map((row) => kind.row(row).id));
    return {
      items: known.map((row) => now.get(kind.row(row).id) ?? row),
      fresh: (head.data?.items ?? []).filter((row) => !ids.has(kind.row(row).id)),
    };
  }, [head.data, known, kind]);

  const page = head.data;
  const showFresh = useCallback(() => {
    if (page) {
      queries.setQueryData<InfiniteData<Rows<T>>>(key, { pages: [page], pageParams: [""] });
    }
  }, [page, queries, key]);
  useEffect(() => {
    if (atRest) {
      showFresh();
    }
  }, [atRest, showFresh]);

  return {
    items,
    fresh: atRest ? 0 : fresh.length,
    showFresh,
    setAtRest,
    more: () => {
      if (loaded.hasNextPage && !loaded.isFetchingNextPage) {
        void loaded.fetchNextPage();
      }
    },
    isPending: loaded.isPending,
    isFetching: loaded.isFetching,
    /** Whether the rows are those that are asked for now, or will not come. */
    settled: !loaded.isPending && !loaded.isPlaceholderData,
    error: loaded.error,
  };
}
