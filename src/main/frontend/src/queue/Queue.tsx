import { Button, Loader, Select } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useCallback, useRef, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Empty } from "../parts/Empty";
import { ExamplesNote, useExamplesWanted } from "../parts/examples";
import { Trouble } from "../parts/Trouble";
import { BulkBar } from "./BulkBar";
import { Facets } from "./Facets";
import { Misread } from "./Misread";
import { QueryLine } from "./QueryLine";
import classes from "./Queue.module.css";
import { parse, toggled, write } from "./query";
import type { Kind } from "./queue";
import { RowList } from "./RowList";
import { useLiveRows } from "./useLiveRows";
import { Views } from "./Views";

/** Below it, what there is to filter by stands behind a button. */
const ROOM_FOR_FACETS = "(min-width: 80em)";

/** A list that work comes in by: filtered by a line and by facets, live, and as long as it is. */
export function Queue<T>({
  kind,
  title,
  deed,
}: {
  kind: Kind<T>;
  title: string;
  /** What somebody can add to it. */
  deed?: ReactNode;
}) {
  const t = useTranslations("queue");
  const format = useFormatter();
  const navigate = useNavigate();
  const wide = useMediaQuery(ROOM_FOR_FACETS, true, { getInitialValueInEffect: false });
  const search = useSearch({ strict: false }) as { q?: string; sort?: string };
  const line = search.q ?? "";
  const sort = kind.sorts.find((known) => known === search.sort) ?? kind.sorts[0] ?? "newest";
  const [chosen, setChosen] = useState<Map<string, T>>(new Map());

  const query = parse(line, kind.keys);
  const [examplesWanted] = useExamplesWanted();
  const parameters = asked(query.filters, query.text, sort, examplesWanted);
  const shownAs = JSON.stringify(parameters);
  const rows = useLiveRows(kind, parameters, shownAs);
  // The button that shows what is new stands over the rows: on the way to it they hold still too.
  const at = useRef({ over: false, rest: true });
  const settle = (change: Partial<typeof at.current>) => {
    at.current = { ...at.current, ...change };
    rows.setAtRest(at.current.rest && !at.current.over);
  };
  const facets = useQuery({
    queryKey: ["facets", kind.id, shownAs],
    queryFn: () => kind.facets({ parameters }),
    // Counting costs the server most: whoever waits for rows does not wait for it.
    enabled: rows.settled,
    placeholderData: (before) => before,
    refetchInterval: 15_000,
  });

  const ask = useCallback(
    (next: string, nextSort: string) => {
      setChosen(new Map());
      void navigate({
        to: ".",
        search: {
          ...(next === "" ? {} : { q: next }),
          ...(nextSort === kind.sorts[0] ? {} : { sort: nextSort }),
        } as never,
        replace: true,
      });
    },
    [navigate, kind],
  );
  const change = useCallback((next: string) => ask(next, sort), [ask, sort]);
  const choose = useCallback(
    (row: T, on: boolean) =>
      setChosen((before) => {
        const next = new Map(before);
        const { id } = kind.row(row);
        if (on) {
          next.set(id, row);
        } else {
          next.delete(id);
        }
        return next;
      }),
    [kind],
  );

  const narrowing = (
    <Facets
      facets={facets.data?.facets ?? []}
      query={query}
      asDrawer={!wide}
      onToggle={(key, value) => change(write(toggled(query, key, value)))}
    />
  );
  return (
    <div className={classes.queue}>
      <div className={classes.top}>
        <h1>{title}</h1>
        <span className={classes.total} aria-live="polite">
          {facets.data &&
            t(facets.data.capped ? "totalAtLeast" : "total", { count: facets.data.total })}
        </span>
        {deed}
        <Views kind={kind.id} line={line} sort={sort} onChoose={ask} />
      </div>
      <div className={classes.controls}>
        <div className={classes.line}>
          <QueryLine
            line={line}
            keys={kind.keys}
            facets={facets.data?.facets ?? []}
            onChange={change}
          />
        </div>
        <Select
          className={classes.sort}
          aria-label={t("sort")}
          data={kind.sorts.map((value) => ({
            value,
            label: t(`sorts.${value}` as "sorts.newest"),
          }))}
          allowDeselect={false}
          value={sort}
          onChange={(value) => ask(line, value ?? sort)}
        />
        {!wide && narrowing}
      </div>
      <Misread line={line} keys={kind.keys} facets={facets.data?.facets ?? []} onChange={change} />
      {!asksForWhose(query.filters) && <ExamplesNote />}
      <div className={classes.columns}>
        {wide && narrowing}
        <section
          className={classes.list}
          aria-label={title}
          aria-busy={rows.isFetching}
          onPointerEnter={() => settle({ over: true })}
          onPointerLeave={() => settle({ over: false })}
        >
          {chosen.size > 0 && (
            <BulkBar kind={kind} chosen={[...chosen.values()]} onEnd={() => setChosen(new Map())} />
          )}
          {rows.fresh > 0 && (
            <Button className={classes.fresh} size="compact-sm" onClick={rows.showFresh}>
              {t("fresh", { count: rows.fresh })}
            </Button>
          )}
          {rows.error && <Trouble error={rows.error} />}
          {rows.isPending && <Loader aria-label={t("loading")} m="lg" />}
          {!rows.isPending && rows.items.length === 0 && !rows.error && (
            <Empty title={t("empty")}>{t(line === "" ? "emptyAtAll" : "emptyByFilter")}</Empty>
          )}
          {rows.items.length > 0 && (
            <RowList
              kind={kind}
              items={rows.items}
              chosen={chosen}
              choose={choose}
              more={rows.more}
              onRest={(rest) => settle({ rest })}
              label={format.number(rows.items.length)}
            />
          )}
        </section>
      </div>
    </div>
  );
}

/** The line's keys are words of people; the interface's parameters have two other names. */
const NAMED: Record<string, string> = { client: "organisation" };

/** NB: whoever asks for a client by name, or for the examples, gets what they ask for. */
function asksForWhose({ client, examples }: Record<string, string[]>): boolean {
  return Boolean(client?.length || examples?.length);
}

function asked(
  filters: Record<string, string[]>,
  text: string,
  sort: string,
  examplesWanted: boolean,
) {
  const parameters: Record<string, string> = { sort };
  if (!examplesWanted && !asksForWhose(filters)) {
    parameters.examples = "false";
  }
  for (const [key, values] of Object.entries(filters)) {
    if (values.length > 0) {
      parameters[NAMED[key] ?? key] = values.join(",");
    }
  }
  if (text !== "") {
    parameters.text = text;
  }
  return parameters;
}
