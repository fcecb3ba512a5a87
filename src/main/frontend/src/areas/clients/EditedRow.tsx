import {
  ActionIcon,
  MultiSelect,
  NumberInput,
  Select,
  Table,
  TagsInput,
  TextInput,
} from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslations } from "use-intl";
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

interface RowProps<Row> {
  row: Row;
  index: number;
  fields: RowField<Row>[];
  readOnly: boolean;
  onPut: (index: number, row: Row) => void;
  onRemove: (index: number) => void;
}

/**
 * One row of a list, every value of it where it stands. NB: drawn anew where the row itself is another one; its fields are
 * the same for as long as the list is.
 */
export const EditedRow = memo(
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
