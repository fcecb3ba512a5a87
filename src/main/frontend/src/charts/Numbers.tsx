import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import classes from "./Numbers.module.css";

export interface Row {
  key: string;
  name: ReactNode;
  cells: ReactNode[];
}

/** Numbers in rows and columns. */
export function Numbers({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: string[];
  rows: Row[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <section className={classes.scroll} aria-label={caption} tabIndex={0}>
      <Table className={classes.numbers}>
        <caption className="hear-only">{caption}</caption>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ key, name, cells }) => (
            <Table.Tr key={key}>
              <Table.Th scope="row">{name}</Table.Th>
              {cells.map((cell, index) => (
                <Table.Td key={columns[index + 1]}>{cell}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** The same folded away, below the chart that draws it; where it is short, paper shows it unfolded. */
export function AsTable({
  short,
  ...shown
}: {
  caption: string;
  columns: string[];
  rows: Row[];
  short?: boolean;
}) {
  const t = useTranslations("charts");
  return (
    <details className={classes.folded} data-short={short}>
      <summary>{t("asTable")}</summary>
      <Numbers {...shown} />
    </details>
  );
}
