import {
  ActionIcon,
  Button,
  Group,
  MultiSelect,
  NumberInput,
  Pagination,
  Select,
  Table,
  TagsInput,
  TextInput,
} from "@mantine/core";
import { IconPlus, IconSearch, IconTrash } from "@tabler/icons-react";
import { memo, useCallback, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Empty } from "../../parts/Empty";
import classes from "./RowsEditor.module.css";

/** So many rows are drawn at a time: each field of a row is a form of its own, and thousands of them stand still. */
const PAGE = 50;

interface Choice {
  value: string;
  label: string;
}

/** One value of a row: what it is called, and how it is typed. */
export type RowField<Row> = {
  name: string;
  required?: boolean;
  /** Its least room, as CSS has it. */
  room?: string;
  /** Whether it says nothing in this row, so that it is left out. */
  idle?: (row: Row) => boolean;
  /** What its value alone does not say; empty for nothing. */
  hint?: (row: Row) => string;
} & (
  | {
      type: "text" | "day";
      get: (row: Row) => string;
      set: (row: Row, value: string) => Row;
    }
  | {
      type: "number";
      get: (row: Row) => number | null;
      set: (row: Row, value: number | null) => Row;
    }
  | {
      type: "choice";
      options: Choice[];
      get: (row: Row) => string;
      set: (row: Row, value: string) => Row;
    }
  | {
      type: "choices";
      options: Choice[];
      get: (row: Row) => string[];
      set: (row: Row, value: string[]) => Row;
    }
  | { type: "words"; get: (row: Row) => string[]; set: (row: Row, value: string[]) => Row }
);

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

interface RowProps<Row> {
  row: Row;
  index: number;
  fields: RowField<Row>[];
  readOnly: boolean;
  onPut: (index: number, row: Row) => void;
  onRemove: (index: number) => void;
}

/** NB: drawn anew where the row itself is another one; its fields are the same for as long as the list is. */
const EditedRow = memo(
  DrawnRow,
  (before, after) =>
    before.row === after.row && before.index === after.index && before.readOnly === after.readOnly,
) as typeof DrawnRow;

function DrawnRow<Row>({ row, index, fields, readOnly, onPut, onRemove }: RowProps<Row>) {
  const t = useTranslations("clients.rows");
  return (
    <Table.Tr aria-rowindex={index + 2}>
      {fields.map((field) => (
        <Table.Td key={field.name} data-field={field.name}>
          <Cell
            row={row}
            field={field}
            label={t("cell", { field: field.name, row: index + 1 })}
            readOnly={readOnly}
            onChange={(changed) => onPut(index, changed)}
          />
        </Table.Td>
      ))}
      {!readOnly && (
        <Table.Td>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={t("removeRow", { row: index + 1 })}
            onClick={() => onRemove(index)}
          >
            <IconTrash size={14} />
          </ActionIcon>
        </Table.Td>
      )}
    </Table.Tr>
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

function Cell<Row>({
  row,
  field,
  label,
  readOnly,
  onChange,
}: {
  row: Row;
  field: RowField<Row>;
  label: string;
  readOnly: boolean;
  onChange: (row: Row) => void;
}) {
  const hint = field.hint?.(row) ?? "";
  const common = {
    size: "xs",
    "aria-label": label,
    readOnly,
    ...(hint === "" ? {} : { description: hint }),
    inputWrapperOrder: ["input", "description"] as ("input" | "description")[],
  } as const;
  if (field.idle?.(row)) {
    return <span className={classes.idle}>–</span>;
  }
  switch (field.type) {
    case "text":
    case "day":
      return (
        <TextInput
          {...common}
          type={field.type === "day" ? "date" : "text"}
          value={field.get(row)}
          onChange={(event) => onChange(field.set(row, event.currentTarget.value))}
        />
      );
    case "number":
      return (
        <NumberInput
          {...common}
          hideControls
          min={0}
          value={field.get(row) ?? ""}
          onChange={(value) => onChange(field.set(row, value === "" ? null : Number(value)))}
        />
      );
    case "choice":
      return (
        <Select
          {...common}
          data={field.options}
          allowDeselect={false}
          value={field.get(row)}
          onChange={(value) => value !== null && onChange(field.set(row, value))}
        />
      );
    case "choices":
      return (
        <MultiSelect
          {...common}
          data={field.options}
          value={field.get(row)}
          onChange={(value) => onChange(field.set(row, value))}
        />
      );
    case "words":
      return (
        <TagsInput
          {...common}
          value={field.get(row)}
          onChange={(value) => onChange(field.set(row, value))}
        />
      );
  }
}
