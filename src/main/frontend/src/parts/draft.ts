import { useCallback, useEffect, useState } from "react";

const PREFIX = "cordon.draft.";

/**
 * What somebody types, kept in this tab until it is sent: an error, a reload or a look at another page loses nothing.
 * NB: never for secrets; and it ends with the tab, so that nothing stays on a shared machine.
 */
export function useDraft<T>(key: string, empty: T) {
  const place = PREFIX + key;
  const [value, setValue] = useState<T>(() => {
    const kept = sessionStorage.getItem(place);
    return kept === null ? empty : (JSON.parse(kept) as T);
  });
  const [changed, setChanged] = useState(() => sessionStorage.getItem(place) !== null);

  const set = useCallback(
    (next: T) => {
      setValue(next);
      setChanged(true);
      try {
        sessionStorage.setItem(place, JSON.stringify(next));
      } catch {
        // More than a tab may keep, such as thousands of rows: it stays as long as the page does.
        sessionStorage.removeItem(place);
      }
    },
    [place],
  );
  const forget = useCallback(() => {
    setValue(empty);
    setChanged(false);
    sessionStorage.removeItem(place);
  }, [place, empty]);

  useEffect(() => {
    if (!changed) {
      return;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [changed]);

  return { value, set, forget, changed };
}
