import type { Query, QueryClient, QueryKey } from "@tanstack/react-query";

/** How soon the same is looked at again, at the earliest: milliseconds. What costs the server more, later. */
const PACE: Record<string, number> = { "queue-head": 800, figures: 15_000, sources: 5_000 };
const ORDINARY_PACE = 1_000;
/** How often what is not due yet is looked through. */
const STEP = 250;

function pace([first]: QueryKey): number {
  return PACE[String(first)] ?? ORDINARY_PACE;
}

function ready({ state, queryKey }: Query): boolean {
  const last = Math.max(state.dataUpdatedAt, state.errorUpdatedAt);
  return state.fetchStatus === "idle" && Date.now() - last >= pace(queryKey);
}

/**
 * Looks again at what has changed: at once, but never while it is being looked at and no oftener than its pace, so
 * that answers slower than changes come are shown all the same.
 */
export class LookingAgain {
  private readonly queries: QueryClient;
  private readonly due = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(queries: QueryClient) {
    this.queries = queries;
  }

  at(predicate: (query: Query) => boolean) {
    for (const query of this.queries.getQueryCache().findAll({ predicate })) {
      this.due.add(query.queryHash);
    }
    if (!this.timer) {
      this.step();
    }
  }

  end() {
    clearTimeout(this.timer);
    this.due.clear();
  }

  private step() {
    const now = new Set<string>();
    for (const hash of this.due) {
      const query = this.queries.getQueryCache().get(hash);
      if (!query || ready(query)) {
        this.due.delete(hash);
        now.add(hash);
      }
    }
    if (now.size > 0) {
      void this.queries.invalidateQueries({ predicate: ({ queryHash }) => now.has(queryHash) });
    }
    this.timer = this.due.size > 0 ? setTimeout(() => this.step(), STEP) : undefined;
  }
}
