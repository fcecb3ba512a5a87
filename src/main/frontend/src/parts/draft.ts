import { useCallback, useEffect, useSyncExternalStore } from "react";
import { useSession } from "../shell/session";

const PREFIX = "cordon.draft.";

/** What has been typed, by its place in the tab's storage; more than a tab may keep stays here as long as the page does. */
const typed = new Map<string, unknown>();
const watchers = new Set<() => void>();

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function at(place: string): unknown {
  if (!typed.has(place)) {
    const kept = sessionStorage.getItem(place);
    typed.set(place, kept === null ? undefined : JSON.parse(kept));
  }
  return typed.get(place);
}

/** The places that wait to be written, and when they are: each key that is typed would else write thousands of rows. */
const waiting = new Set<string>();
let timer: number | undefined;
const PAUSE = 300;

function writeDown() {
  window.clearTimeout(timer);
  timer = undefined;
  for (const place of waiting) {
    try {
      sessionStorage.setItem(place, JSON.stringify(typed.get(place)));
    } catch {
      // More than a tab may keep, such as thousands of rows.
      sessionStorage.removeItem(place);
    }
  }
  waiting.clear();
}

// NB: a page that is left, or put aside on a phone, may never come to the end of the pause.
window.addEventListener("pagehide", writeDown);
document.addEventListener("visibilitychange", () => document.hidden && writeDown());

function put(place: string, value: unknown) {
  typed.set(place, value);
  if (value === undefined) {
    waiting.delete(place);
    sessionStorage.removeItem(place);
  } else {
    waiting.add(place);
    timer ??= window.setTimeout(writeDown, PAUSE);
  }
  for (const watcher of watchers) {
    watcher();
  }
}

/** Forgets what anybody has typed in this tab: whoever signs in next must not find it. */
export function forgetDrafts() {
  waiting.clear();
  for (const place of Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX))) {
    sessionStorage.removeItem(place);
  }
  typed.clear();
  for (const watcher of watchers) {
    watcher();
  }
}

/**
 * What somebody types, kept in this tab until it is sent: an error, a reload or a look at another page loses nothing.
 * It is theirs alone: nobody else who signs in here finds it. `empty` must be the same each time.
 * NB: never for secrets; and it ends with the tab, so that nothing stays on a shared machine.
 */
export function useDraft<T>(key: string, empty: T) {
  const { organisation, person, name } = useSession();
  const place = `${PREFIX}${organisation}/${person ?? name}.${key}`;
  const kept = useSyncExternalStore(watch, () => at(place)) as T | undefined;
  const changed = kept !== undefined;

  const set = useCallback((next: T) => put(place, next), [place]);
  const forget = useCallback(() => put(place, undefined), [place]);
  /** What was sent is forgotten once it is taken. What was typed meanwhile stays, `from` there on. */
  const sent = useCallback(
    (value: T, from: (newer: T) => T = (newer) => newer) => {
      const now = at(place) as T | undefined;
      if (now !== undefined) {
        put(place, now === value ? undefined : from(now));
      }
    },
    [place],
  );

  useEffect(() => {
    if (!changed) {
      return;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [changed]);

  return { value: kept ?? empty, set, forget, sent, changed };
}
