import {
  ActionIcon,
  Button,
  MultiSelect,
  NumberInput,
  Select,
  Table,
  TagsInput,
  TextInput,
} from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { Empty } from "../../parts/Empty";
import classes from "./RowsEditor.module.css";

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
  const put = (index: number, row: Row) =>
    onChange(rows.map((other, position) => (position === index ? row : other)));
  return (
    <div className={classes.scroll}>
      {rows.length === 0 && <Empty title={none} />}
      <Table
        className={classes.rows}
        aria-label={title}
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
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row that is typed has no name of its own yet
            <Table.Tr key={index}>
              {fields.map((field) => (
                <Table.Td key={field.name} data-field={field.name}>
                  <Cell
                    row={row}
                    field={field}
                    label={t("cell", { field: field.name, row: index + 1 })}
                    readOnly={readOnly}
                    onChange={(changed) => put(index, changed)}
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
                    onClick={() => onChange(rows.filter((_, position) => position !== index))}
                  >
                    <IconTrash size={14} />
                  </ActionIcon>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {!readOnly && (
        <Button
          size="xs"
          variant="default"
          my="sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...rows, fresh()])}
        >
          {t("add")}
        </Button>
      )}
    </div>
  );
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
  const common = { size: "xs", "aria-label": label, readOnly } as const;
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
