import { useRef, useState } from "react";

/**
 * Rows that stay where they are while the pointer is over them, so that nobody hits another than they meant: what is
 * gone keeps its place, and what is new waits at the end until the pointer has left.
 */
export function useSteady<T>(items: T[] | undefined, id: (item: T) => string, shownAs: string) {
  const [over, setOver] = useState(false);
  const held = useRef<{ shownAs: string; rows: T[] }>({ shownAs, rows: [] });
  const now = new Map((items ?? []).map((item) => [id(item), item]));
  const holds = over && held.current.shownAs === shownAs;
  const before = holds ? held.current.rows : [];
  const stood = new Set(before.map(id));
  const fresh = (items ?? []).filter((item) => !stood.has(id(item)));
  const rows = [...before.map((row) => now.get(id(row)) ?? row), ...fresh];
  held.current = { shownAs, rows };
  return {
    rows: rows.map((item) => ({ item, gone: !now.has(id(item)) })),
    /** For the element that holds the rows. */
    handlers: {
      onPointerEnter: () => setOver(true),
      onPointerLeave: () => setOver(false),
    },
  };
}
