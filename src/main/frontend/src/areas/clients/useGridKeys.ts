import { type KeyboardEvent, useRef, useState } from "react";

const MOVES: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * The keys of a grid of cells (WAI-ARIA, pattern “grid”): one cell is in the order of tabs, arrows lead to the others,
 * Home and End to the first and last of all with Ctrl, of the row without. What `typed` takes goes no further.
 */
export function useGridKeys(
  rows: number,
  columns: number,
  typed: (row: number, column: number, key: string) => boolean,
) {
  const [at, setAt] = useState({ row: 0, column: 0 });
  const cells = useRef(new Map<string, HTMLElement>());
  const row = Math.min(at.row, Math.max(0, rows - 1));

  const go = (toRow: number, toColumn: number) => {
    const next = {
      row: Math.max(0, Math.min(rows - 1, toRow)),
      column: Math.max(0, Math.min(columns - 1, toColumn)),
    };
    setAt(next);
    cells.current.get(`${next.row} ${next.column}`)?.focus();
  };

  return (cellRow: number, cellColumn: number) => ({
    ref: (cell: HTMLElement | null) => {
      if (cell) {
        cells.current.set(`${cellRow} ${cellColumn}`, cell);
      } else {
        cells.current.delete(`${cellRow} ${cellColumn}`);
      }
    },
    tabIndex: cellRow === row && cellColumn === at.column ? 0 : -1,
    onFocus: () => setAt({ row: cellRow, column: cellColumn }),
    onKeyDown: (event: KeyboardEvent) => {
      const move = MOVES[event.key];
      if (event.altKey || event.metaKey || (event.ctrlKey && !/^(Home|End)$/.test(event.key))) {
        return;
      }
      if (move) {
        go(cellRow + move[0], cellColumn + move[1]);
      } else if (event.key === "Home") {
        go(event.ctrlKey ? 0 : cellRow, 0);
      } else if (event.key === "End") {
        go(event.ctrlKey ? rows - 1 : cellRow, columns - 1);
      } else if (!typed(cellRow, cellColumn, event.key)) {
        return;
      }
      event.preventDefault();
      // NB: the house has keys of its own, such as `a` for the first thing to do; here it is a letter.
      event.stopPropagation();
    },
  });
}
