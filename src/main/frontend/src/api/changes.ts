import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { LookingAgain } from "./lookingAgain";

/** What the server says has changed: never what it is now, only where to look again. */
interface Change {
  organisation: string;
  kind: "alert" | "incident" | "document";
  incident?: string;
}

/** After a refusal: milliseconds. */
const COMES_BACK = 5_000;

const watchers = new Set<() => void>();
let connected = false;
let source: EventSource | undefined;

function say(state: boolean) {
  connected = state;
  for (const watcher of watchers) {
    watcher();
  }
}

/** Whether changes reach this page right now. */
export function useConnected(): boolean {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => connected,
  );
}

/**
 * The parts of the page that show a kind of thing: the first word of their query's key. A change of an incident is
 * one of everything below it too.
 */
const SHOWN_BY: Record<Change["kind"], string[]> = {
  alert: ["alerts", "sources", "figures"],
  incident: ["incidents", "incident", "work", "tasks", "actions", "figures"],
  document: ["organisations", "organisation", "session", "gaps"],
};

/** Whether a query shows something of what has changed. Its key may name an incident, or what queues in it. */
function shows(key: QueryKey, change: Change): boolean {
  const [shown, about] = key;
  if (shown === "queue-head") {
    return about === `${change.kind}s`;
  }
  return (
    SHOWN_BY[change.kind].includes(String(shown)) &&
    (shown !== "incident" || change.incident === undefined || about === change.incident)
  );
}

/** Rows that somebody may be about to click stay where they are; their own list looks after them. */
function stays(key: QueryKey): boolean {
  return key[0] === "queue";
}

/** Looks again at what changed, from now on; the returned function ends it. */
export function followChanges(queries: QueryClient): () => void {
  const lookingAgain = new LookingAgain(queries);
  let before = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  const follow = () => {
    const opened = new EventSource("/api/v1/changes");
    source = opened;
    opened.onopen = () => {
      say(true);
      if (before) {
        // What changed while nobody listened is unknown.
        lookingAgain.at((query) => !stays(query.queryKey));
      }
      before = true;
    };
    opened.onerror = () => {
      say(false);
      // NB: a browser comes back by itself after a lost connection, but never after a refusal.
      if (opened.readyState === EventSource.CLOSED) {
        void queries.invalidateQueries({ queryKey: ["session"] });
        again = setTimeout(follow, COMES_BACK);
      }
    };
    opened.addEventListener("changed", (event) => {
      const changes = JSON.parse((event as MessageEvent<string>).data) as Change[];
      lookingAgain.at((query) => changes.some((change) => shows(query.queryKey, change)));
    });
  };
  follow();
  return () => {
    clearTimeout(again);
    lookingAgain.end();
    source?.close();
    say(false);
  };
}
