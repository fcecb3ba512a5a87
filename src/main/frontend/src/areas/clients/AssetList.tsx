import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useRef } from "react";
import { useTranslations } from "use-intl";
import { Said } from "../../parts/Said";
import classes from "./AssetList.module.css";
import type { Asset } from "./Assets";

/** The height of each row, as the style sheet has it. */
const ROW = 40;

/** Assets, of which only those in sight are drawn; empty rows stand for the others. */
export function AssetList({
  assets,
  label,
  onOpen,
  mark,
}: {
  assets: Asset[];
  label: string;
  onOpen?: ((asset: Asset) => void) | undefined;
  /** What stands before each. */
  mark?: (index: number) => ReactNode;
}) {
  const t = useTranslations("clients.assets");
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: assets.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 15,
  });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard too
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={label}>
      <table className={classes.table} aria-label={label} aria-rowcount={assets.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {mark && (
              <th scope="col" data-column="mark">
                {t("mark")}
              </th>
            )}
            {(["id", "names", "addresses", "class", "criticality", "owner"] as const).map(
              (column) => (
                <th key={column} scope="col" data-column={column}>
                  {t(column)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          <Beyond height={above} />
          {items.map((item) => {
            const asset = assets[item.index];
            return (
              asset && (
                <tr key={item.key} aria-rowindex={item.index + 2}>
                  {mark && <td>{mark(item.index)}</td>}
                  <th scope="row">
                    {onOpen ? (
                      <button type="button" onClick={() => onOpen(asset)}>
                        <Said text={asset.id} />
                      </button>
                    ) : (
                      <Said text={asset.id} />
                    )}
                  </th>
                  <Listed values={asset.names} />
                  <Listed values={asset.addresses} />
                  <td data-column="class">
                    <Said text={asset.class ?? ""} />
                  </td>
                  <td data-column="criticality">{asset.criticality}</td>
                  <td data-column="owner">
                    <Said text={asset.owner ?? ""} />
                  </td>
                </tr>
              )
            );
          })}
          <Beyond height={below} />
        </tbody>
      </table>
    </section>
  );
}

function Listed({ values }: { values: string[] }) {
  const text = values.join(", ");
  return (
    <td title={text}>
      <Said text={text} />
    </td>
  );
}

/** The room of rows that are out of sight. */
function Beyond({ height }: { height: number }) {
  return (
    height > 0 && (
      <tr aria-hidden className={classes.beyond}>
        <td style={{ height }} />
      </tr>
    )
  );
}
