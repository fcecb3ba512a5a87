import { useSyncExternalStore } from "react";

const EVERY = 5_000;

let now = Date.now();
const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (ticking === undefined) {
    now = Date.now();
  }
  ticking ??= setInterval(() => {
    now = Date.now();
    for (const told of listeners) {
      told();
    }
  }, EVERY);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(ticking);
      ticking = undefined;
    }
  };
}

/** The present moment in milliseconds; whoever shows it is drawn again every five seconds, all together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
