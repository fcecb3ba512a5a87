import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

/** What the server says has changed: never what it is now, only where to look again. */
export interface Change {
  organisation: string;
  kind: "alert" | "incident" | "document";
  incident?: string;
}

/** After a refusal: milliseconds. */
const COMES_BACK = 5_000;

type Listener = (changes: Change[]) => void;

const listeners = new Set<Listener>();
const watchers = new Set<() => void>();
let connected = false;
let source: EventSource | undefined;

/** Hears of changes while it is subscribed; the returned function ends that. */
export function onChanges(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

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

/** Whether a query shows something of what has changed. Its key may name an organisation or an incident. */
function shows(key: QueryKey, change: Change): boolean {
  const [shown, about] = key;
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
  let before = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  const follow = () => {
    const opened = new EventSource("/api/v1/changes");
    source = opened;
    opened.onopen = () => {
      say(true);
      if (before) {
        // What changed while nobody listened is unknown.
        void queries.invalidateQueries({ predicate: (query) => !stays(query.queryKey) });
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
      for (const listener of listeners) {
        listener(changes);
      }
      void queries.invalidateQueries({
        predicate: (query) => changes.some((change) => shows(query.queryKey, change)),
      });
    });
  };
  follow();
  return () => {
    clearTimeout(again);
    source?.close();
    say(false);
  };
}
