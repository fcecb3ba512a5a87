import { Checkbox } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { Link, useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useShortcut } from "../shell/Shortcuts";
import type { Column, Kind } from "./queue";
import classes from "./RowList.module.css";

const ROW = 48;
const ROW_ON_PHONE = 112;
/** So many rows before the last that is there, more are asked for. */
const SOON_AT_END = 15;
const PHONE = "(max-width: 48em)";

/** The rows that are in sight of however many there are; `j` and `k` go through them, `x` chooses, Enter opens. */
export function RowList<T>({
  kind,
  items,
  chosen,
  choose,
  more,
  onRest,
  label,
}: {
  kind: Kind<T>;
  items: T[];
  chosen: Map<string, T>;
  choose: (row: T, on: boolean) => void;
  more: () => void;
  /** Told whether the rows are at rest: no focus in them, not scrolled. */
  onRest: (atRest: boolean) => void;
  label: string;
}) {
  const t = useTranslations("queue");
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const focused = useRef(false);
  // NB: by its id; rows that come in above move the others down.
  const [currentId, setCurrentId] = useState<string>();
  const current = useMemo(
    () => items.findIndex((row) => kind.row(row).id === currentId),
    [items, kind, currentId],
  );
  const phone = window.matchMedia(PHONE).matches;
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (phone ? ROW_ON_PHONE : ROW),
    overscan: 8,
    getItemKey: (index) => {
      const row = items[index];
      return row === undefined ? index : kind.row(row).id;
    },
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= items.length - SOON_AT_END) {
      more();
    }
  }, [last, items.length, more]);

  const rest = () => onRest(!focused.current && (scroller.current?.scrollTop ?? 0) < ROW / 2);
  const go = (index: number) => {
    const within = Math.max(0, Math.min(items.length - 1, index));
    const row = items[within];
    setCurrentId(row && kind.row(row).id);
    virtual.scrollToIndex(within);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${within}"] a`)?.focus(),
    );
  };
  useShortcut("j", t("keys.next"), () => go(current + 1));
  useShortcut("k", t("keys.previous"), () => go(current - 1));
  useShortcut("x", t("keys.choose"), () => {
    const row = items[current];
    if (row !== undefined) {
      choose(row, !chosen.has(kind.row(row).id));
    }
  });
  useShortcut("o", t("keys.open"), () => {
    const row = items[current];
    if (row !== undefined) {
      void navigate({ to: kind.row(row).to });
    }
  });

  const { ref: measured, width } = useElementSize();
  // Until it is measured, and on a phone, where each row is a few lines, nothing gives way.
  const columns = useMemo(
    () => kind.columns.filter(({ from }) => phone || width === 0 || width >= (from ?? 0)),
    [kind, phone, width],
  );
  const grid = `1.6rem ${columns.map((column) => column.width).join(" ")}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table's rows cannot be placed one by one
    <div
      role="table"
      ref={measured}
      aria-label={label}
      aria-rowcount={items.length + 1}
      className={classes.table}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: it is a heading, nothing to go to */}
      <div role="row" className={classes.names} style={{ gridTemplateColumns: grid }}>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
        <span role="columnheader">
          <span className="hear-only">{t("choose")}</span>
        </span>
        {columns.map((column) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <span key={column.name} role="columnheader">
            {column.name}
          </span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div
        role="rowgroup"
        ref={scroller}
        className={classes.scroller}
        onScroll={rest}
        onFocus={() => {
          focused.current = true;
          rest();
        }}
        onBlur={() => {
          focused.current = false;
          rest();
        }}
      >
        <div className={classes.whole} style={{ height: virtual.getTotalSize() }}>
          {shown.map((place) => {
            const row = items[place.index];
            if (row === undefined) {
              return null;
            }
            const { id } = kind.row(row);
            return (
              <Row
                key={id}
                kind={kind}
                columns={columns}
                row={row}
                index={place.index}
                start={place.start}
                height={place.size}
                grid={phone ? undefined : grid}
                current={place.index === current}
                chosen={chosen.has(id)}
                choose={choose}
                onCurrent={setCurrentId}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** NB: drawn again only where something of its own changed, for a filter draws the whole page twice. */
const Row = memo(RowOf) as typeof RowOf;

function RowOf<T>({
  kind,
  columns,
  row,
  index,
  start,
  height,
  grid,
  current,
  chosen,
  choose,
  onCurrent,
}: {
  kind: Kind<T>;
  columns: Column<T>[];
  row: T;
  index: number;
  /** Where it begins among all rows, and its own height: pixels. */
  start: number;
  height: number;
  grid: string | undefined;
  current: boolean;
  chosen: boolean;
  choose: (row: T, on: boolean) => void;
  onCurrent: (id: string) => void;
}) {
  const t = useTranslations("queue");
  const { id, to, severity } = kind.row(row);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table's rows cannot be placed one by one
    // biome-ignore lint/a11y/useFocusableInteractive: what is in it has the focus
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-severity={severity}
      data-current={current || undefined}
      data-chosen={chosen || undefined}
      className={classes.row}
      style={{ gridTemplateColumns: grid, height, transform: `translateY(${start}px)` }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <span role="cell" className={classes.choose}>
        <Checkbox
          size="xs"
          aria-label={t("choose")}
          checked={chosen}
          onChange={(event) => choose(row, event.currentTarget.checked)}
        />
      </span>
      {columns.map((column, position) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <span
          key={column.name}
          role="cell"
          className={column.onlyWide ? classes.onlyWide : undefined}
        >
          {position === 1 ? (
            <Link to={to} className={classes.link} onFocus={() => onCurrent(id)}>
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
        </span>
      ))}
    </div>
  );
}
