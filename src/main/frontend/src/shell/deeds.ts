import { useEffect, useSyncExternalStore } from "react";

/** Something that can be done on the page that is shown, by the command palette too. */
export interface Deed {
  id: string;
  name: string;
  run: () => void;
}

let shown: Deed[] = [];
const watchers = new Set<() => void>();

function show(deeds: Deed[]) {
  shown = deeds;
  for (const watcher of watchers) {
    watcher();
  }
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Offers these in the command palette as long as the page is shown. */
export function useDeeds(deeds: Deed[]) {
  // What they run closes over the page as it is drawn, so that they are new each time; which there are seldom changes.
  useEffect(() => {
    shown = deeds;
  });
  const which = deeds.map(({ id, name }) => `${id} ${name}`).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: told only where there are others than before
  useEffect(() => {
    show(deeds);
    return () => show([]);
  }, [which]);
}

/** What the page that is shown offers. */
export function useDeedsOfPage(): Deed[] {
  return useSyncExternalStore(watch, () => shown);
}

/** Runs the deed as the page has it now. */
export function runDeed(id: string) {
  shown.find((deed) => deed.id === id)?.run();
}
