import {
  type InfiniteData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { onChanges } from "../api/changes";
import type { Kind, Rows } from "./queue";

const A_PAGE = 100;

/** How soon what changed is looked at again, at most so often: milliseconds. */
const NO_OFTENER_THAN = 800;

/**
 * The rows of a queue as they were first shown, with what is known of each now. What came since is only counted while
 * somebody is at the rows, so that nothing jumps under a cursor; else it is put on top at once.
 */
export function useLiveRows<T>(kind: Kind<T>, parameters: Record<string, string>, shownAs: string) {
  const queries = useQueryClient();
  const key = useMemo(() => ["queue", kind.id, shownAs], [kind.id, shownAs]);
  const [atRest, setAtRest] = useState(true);
  const loaded = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) =>
      kind.fetch({ parameters, cursor: pageParam || undefined, limit: A_PAGE }),
    initialPageParam: "",
    getNextPageParam: (page: Rows<T>) => page.next,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
  const headKey = useMemo(() => ["queue-head", kind.id, shownAs], [kind.id, shownAs]);
  const head = useQuery({
    queryKey: headKey,
    queryFn: () => kind.fetch({ parameters, limit: A_PAGE }),
    enabled: loaded.isSuccess,
    staleTime: Number.POSITIVE_INFINITY,
  });

  const pending = useRef<ReturnType<typeof setTimeout>>(undefined);
  const last = useRef(0);
  useEffect(() => {
    const off = onChanges((changes) => {
      if (!changes.some((change) => change.kind === kind.changes) || pending.current) {
        return;
      }
      const wait = Math.max(0, last.current + NO_OFTENER_THAN - Date.now());
      pending.current = setTimeout(() => {
        pending.current = undefined;
        last.current = Date.now();
        void queries.invalidateQueries({ queryKey: headKey });
      }, wait);
    });
    return () => {
      off();
      clearTimeout(pending.current);
      pending.current = undefined;
    };
  }, [kind.changes, queries, headKey]);

  const known = useMemo(
    () => (loaded.data?.pages ?? []).flatMap((page) => page.items),
    [loaded.data],
  );
  const { items, fresh } = useMemo(() => {
    const now = new Map((head.data?.items ?? []).map((row) => [kind.row(row).id, row]));
    const ids = new Set(known.map((row) => kind.row(row).id));
    return {
      items: known.map((row) => now.get(kind.row(row).id) ?? row),
      fresh: (head.data?.items ?? []).filter((row) => !ids.has(kind.row(row).id)),
    };
  }, [head.data, known, kind]);

  const showFresh = () => {
    if (parameters.sort !== "newest" || fresh.length >= A_PAGE) {
      // Where they belong, or how many there are between, is the server's to say.
      void queries.resetQueries({ queryKey: key });
      return;
    }
    queries.setQueryData<InfiniteData<Rows<T>>>(key, (before) => {
      const [first, ...others] = before?.pages ?? [];
      return before && first
        ? { ...before, pages: [{ ...first, items: [...fresh, ...first.items] }, ...others] }
        : before;
    });
  };
  const show = useRef(showFresh);
  show.current = showFresh;
  useEffect(() => {
    if (atRest && fresh.length > 0) {
      show.current();
    }
  }, [atRest, fresh.length]);

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
    error: loaded.error,
  };
}
