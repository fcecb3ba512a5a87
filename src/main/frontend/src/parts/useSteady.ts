import { useRef, useState } from "react";

/**
 * Rows that stay where they are while somebody is at them, so that nobody hits another than they meant: what is gone
 * keeps its place, and what is new waits at the end until pointer and focus have left.
 */
export function useSteady<T>(items: T[] | undefined, id: (item: T) => string, shownAs: string) {
  const [at, setAt] = useState({ pointer: false, focus: false });
  const held = useRef<{ shownAs: string; rows: T[] }>({ shownAs, rows: [] });
  const now = new Map((items ?? []).map((item) => [id(item), item]));
  const holds = (at.pointer || at.focus) && held.current.shownAs === shownAs;
  const before = holds ? held.current.rows : [];
  const stood = new Set(before.map(id));
  const fresh = (items ?? []).filter((item) => !stood.has(id(item)));
  const rows = [...before.map((row) => now.get(id(row)) ?? row), ...fresh];
  held.current = { shownAs, rows };
  return {
    rows: rows.map((item) => ({ item, gone: !now.has(id(item)) })),
    /** For the element that holds the rows. */
    handlers: {
      onPointerEnter: () => setAt((known) => ({ ...known, pointer: true })),
      onPointerLeave: () => setAt((known) => ({ ...known, pointer: false })),
      onFocus: () => setAt((known) => ({ ...known, focus: true })),
      onBlur: (event: { currentTarget: Element; relatedTarget: EventTarget | null }) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) {
          setAt((known) => ({ ...known, focus: false }));
        }
      },
    },
  };
}
