import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { useSession } from "../shell/session";
import classes from "./examples.module.css";
import { organisationsQuery } from "./organisations";

const PREFIX = "cordon.without-examples.";

const watchers = new Set<() => void>();

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  // Another tab of the same person.
  window.addEventListener("storage", watcher);
  return () => {
    watchers.delete(watcher);
    window.removeEventListener("storage", watcher);
  };
}

/** Whether this person wants to see the example clients, kept in their browser. */
export function useExamplesWanted(): [wanted: boolean, want: (wanted: boolean) => void] {
  const { organisation, person, name } = useSession();
  const place = `${PREFIX}${organisation}/${person ?? name}`;
  const wanted = useSyncExternalStore(watch, () => localStorage.getItem(place) === null);
  const want = useCallback(
    (next: boolean) => {
      if (next) {
        localStorage.removeItem(place);
      } else {
        localStorage.setItem(place, "true");
      }
      for (const watcher of watchers) {
        watcher();
      }
    },
    [place],
  );
  return [wanted, want];
}

/** What there is of examples, and whether what belongs to an organisation is to be shown. */
export function useExamples() {
  const [wanted, want] = useExamplesWanted();
  const { data } = useQuery(organisationsQuery);
  return useMemo(() => {
    const clients = data?.items.filter(({ kind }) => kind === "client") ?? [];
    const examples = new Set(clients.filter(({ example }) => example).map(({ id }) => id));
    return {
      exist: examples.size > 0,
      /** Whether there are clients beside them. */
      amongReal: examples.size > 0 && examples.size < clients.length,
      wanted,
      isShown: (organisation: string) => wanted || !examples.has(organisation),
      isExample: (organisation: string) => examples.has(organisation),
      want,
    };
  }, [data, wanted, want]);
}

/** Says on a page that the examples are left out of it, or among what is real; one click changes that everywhere. */
export function ExamplesNote() {
  const t = useTranslations("parts.examples");
  const { exist, amongReal, wanted, want } = useExamples();
  if (!exist || (wanted && !amongReal)) {
    return null;
  }
  return (
    <p className={classes.note}>
      {t(wanted ? "shown" : "hidden")}
      <Button size="compact-xs" variant="subtle" onClick={() => want(!wanted)}>
        {t(wanted ? "hide" : "show")}
      </Button>
    </p>
  );
}
