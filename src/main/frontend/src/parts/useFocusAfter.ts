import { type FocusEvent, useEffect, useRef } from "react";

/**
 * What is done takes the focus along with the form that it was done by: `move` puts it where the list goes on, by the
 * place that the row had. A row is a child of what the handlers stand on, and names itself by `data-id`.
 */
export function useFocusAfter(waiting: string[], move: (index: number) => void) {
  const focused = useRef<{ id: string; index: number }>(undefined);
  useEffect(() => {
    const at = focused.current;
    if (at && !waiting.includes(at.id)) {
      focused.current = undefined;
      if (document.activeElement === document.body) {
        move(at.index);
      }
    }
  });
  return {
    onFocus: (event: FocusEvent<HTMLElement>) => {
      const row = (event.target as Element).closest<HTMLElement>("[data-id]");
      const id = row?.dataset.id;
      const index = row ? [...event.currentTarget.children].indexOf(row) : -1;
      focused.current = id === undefined ? undefined : { id, index };
    },
    onBlur: (event: FocusEvent<HTMLElement>) => {
      // A button that waits for its answer loses the focus too, and whoever pressed it went nowhere.
      if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) {
        focused.current = undefined;
      }
    },
  };
}
