import { Button, Group, Pagination, Table, TextInput } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Empty } from "../../parts/Empty";
import { EditedRow, type RowField } from "./EditedRow";
import classes from "./RowsEditor.module.css";

/** So many rows are drawn at a time: each field of a row is a form of its own, and thousands of them stand still. */
const PAGE = 50;

/** A document that is a list: a row each, every value of it where it stands. */
export function RowsEditor<Row>({
  rows,
  fields,
  fresh,
  title,
  none,
  readOnly,
  onChange,
}: {
  rows: Row[];
  fields: RowField<Row>[];
  fresh: () => Row;
  title: string;
  none: string;
  readOnly: boolean;
  onChange: (rows: Row[]) => void;
}) {
  const t = useTranslations("clients.rows");
  const [text, setText] = useState("");
  const [page, setPage] = useState(1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row that is typed must not leave because it is found no more
  const found = useMemo(() => sought(rows, text), [text, rows.length]);
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const at = Math.min(page, pages);
  const shown = found.slice((at - 1) * PAGE, at * PAGE);
  // What is typed into one row leaves the others as they are drawn: they must find the newest rows all the same.
  const newest = useRef({ rows, onChange });
  newest.current = { rows, onChange };
  const put = useCallback((index: number, row: Row) => {
    const { rows, onChange } = newest.current;
    onChange(rows.map((other, position) => (position === index ? row : other)));
  }, []);
  const remove = useCallback((index: number) => {
    const { rows, onChange } = newest.current;
    onChange(rows.filter((_, position) => position !== index));
  }, []);
  const add = () => {
    setText("");
    setPage(Math.ceil((rows.length + 1) / PAGE));
    onChange([...rows, fresh()]);
  };
  return (
    <div className={classes.scroll}>
      {rows.length === 0 && <Empty title={none} />}
      {rows.length > PAGE && (
        <Group gap="sm" mb="xs">
          <TextInput
            size="xs"
            type="search"
            aria-label={t("find")}
            placeholder={t("find")}
            leftSection={<IconSearch size={14} aria-hidden />}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setPage(1);
            }}
          />
          <span className={classes.count} role="status">
            {t("shown", {
              from: shown.length === 0 ? 0 : (at - 1) * PAGE + 1,
              to: (at - 1) * PAGE + shown.length,
              count: found.length,
            })}
          </span>
          {pages > 1 && (
            <Pagination
              size="xs"
              total={pages}
              value={at}
              onChange={setPage}
              getItemProps={(number) => ({ "aria-label": t("page", { number }) })}
              getControlProps={(control) => ({
                "aria-label": t(control === "next" ? "nextPage" : "previousPage"),
              })}
            />
          )}
        </Group>
      )}
      <Table
        className={classes.rows}
        aria-label={title}
        aria-rowcount={rows.length + 1}
        hidden={rows.length === 0}
        verticalSpacing={4}
        horizontalSpacing={6}
      >
        <Table.Thead>
          <Table.Tr>
            {fields.map((field) => (
              <Table.Th key={field.name} miw={field.room}>
                {field.name}
              </Table.Th>
            ))}
            {!readOnly && (
              <Table.Th>
                <span className="hear-only">{t("remove")}</span>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((index) => {
            const row = rows[index] as Row;
            return (
              <EditedRow
                key={index}
                row={row}
                index={index}
                fields={fields}
                readOnly={readOnly}
                onPut={put}
                onRemove={remove}
              />
            );
          })}
        </Table.Tbody>
      </Table>
      {!readOnly && (
        <Button
          size="xs"
          variant="default"
          my="sm"
          leftSection={<IconPlus size={14} />}
          onClick={add}
        >
          {t("add")}
        </Button>
      )}
    </div>
  );
}

/** The places of the rows that have the text in any of their values. */
function sought(rows: unknown[], text: string): number[] {
  const wanted = text.trim().toLowerCase();
  return rows.flatMap((row, index) =>
    wanted === "" || Object.values(row as object).some((value) => has(value, wanted))
      ? [index]
      : [],
  );
}

function has(value: unknown, wanted: string): boolean {
  return value !== null && typeof value === "object"
    ? Object.values(value).some((inner) => has(inner, wanted))
    : String(value ?? "")
        .toLowerCase()
        .includes(wanted);
}
