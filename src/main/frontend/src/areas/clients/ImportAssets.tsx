import { Button, Checkbox, Group, Select, Stack } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type DragEvent, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { Refusal } from "../../api/request";
import { useChange } from "../../parts/change";
import { Dialog } from "../../parts/Dialog";
import { Trouble } from "../../parts/Trouble";
import { AssetList } from "./AssetList";
import type { Asset } from "./Assets";
import {
  decoded,
  FIELDS,
  guessed,
  imported,
  LARGEST_FILE,
  type Line,
  lines,
  type Mapping,
  mapped,
  type Outcome,
  type Table,
  tableOf,
} from "./assetsCsv";
import { write } from "./documents";
import classes from "./ImportAssets.module.css";

const OUTCOMES: Outcome[] = ["new", "changed", "gone", "wrong", "same"];

/** A file of assets: read here, mapped, looked at row by row, and then saved as one version. */
export function ImportAssets({
  org,
  current,
  version,
  onClose,
}: {
  org: string;
  current: Asset[];
  version: number;
  onClose: () => void;
}) {
  const t = useTranslations("clients.import");
  const [table, setTable] = useState<(Table & { name: string }) | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const take = async (file: File | undefined) => {
    setFailure(null);
    if (!file) {
      return;
    }
    if (file.size > LARGEST_FILE) {
      setFailure(t("tooLarge"));
      return;
    }
    const read = await tableOf(decoded(await file.arrayBuffer()));
    if (read.rows.length === 0) {
      setFailure(t("noRows", { name: file.name }));
      return;
    }
    setTable({ ...read, name: file.name });
  };
  return (
    <Dialog opened onClose={onClose} title={t("title")} size="72rem" typed={table !== null}>
      {failure && (
        <p role="alert" className={classes.failure}>
          {failure}
        </p>
      )}
      {table === null ? (
        <Choosing take={(file) => void take(file)} />
      ) : (
        <Preview
          org={org}
          table={table}
          current={current}
          version={version}
          onClose={onClose}
          onOther={() => setTable(null)}
        />
      )}
    </Dialog>
  );
}

function Choosing({ take }: { take: (file: File | undefined) => void }) {
  const t = useTranslations("clients.import");
  const [over, setOver] = useState(false);
  const dragged = (event: DragEvent, is: boolean) => {
    event.preventDefault();
    setOver(is);
  };
  return (
    <label
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => dragged(event, true)}
      onDragLeave={(event) => dragged(event, false)}
      onDrop={(event) => {
        dragged(event, false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <IconFileUpload size={32} aria-hidden />
      <span>{t("choose")}</span>
      <small>{t("chooseHint")}</small>
      <input
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-label={t("file")}
        onChange={(event) => take(event.currentTarget.files?.[0])}
      />
    </label>
  );
}

function Preview({
  org,
  table,
  current,
  version,
  onClose,
  onOther,
}: {
  org: string;
  table: Table & { name: string };
  current: Asset[];
  version: number;
  onClose: () => void;
  onOther: () => void;
}) {
  const t = useTranslations("clients.import");
  const fieldName = useTranslations("clients.assets");
  const queries = useQueryClient();
  const [mapping, setMapping] = useState<Mapping>(() => guessed(table.columns));
  const [removes, setRemoves] = useState(false);
  const [leavesOut, setLeavesOut] = useState(false);
  const [only, setOnly] = useState<Outcome | null>(null);
  const read = useMemo(
    () => (mapped(mapping) ? lines(table, mapping, current, removes) : []),
    [table, mapping, current, removes],
  );
  const counts = useMemo(() => counted(read), [read]);
  const shown = useMemo(
    () => (only === null ? read : read.filter((line) => line.outcome === only)),
    [read, only],
  );
  const save = useChange(
    async () => {
      try {
        await write(org, "assets", { assets: imported(read, current) }, version);
      } catch (refusal) {
        if (refusal instanceof Refusal && refusal.status === 412) {
          // The preview is made anew from what stands now; the file and its columns stay.
          await queries.invalidateQueries({ queryKey: ["organisation", org, "assets"] });
        }
        throw refusal;
      }
    },
    { shownBy: ["organisation", "gaps"], done: () => t("saved"), after: onClose },
  );
  const effect = counts.new + counts.changed + counts.gone;
  const columns = table.columns.map((column, index) => ({
    value: String(index),
    label: column === "" ? t("column", { number: index + 1 }) : column,
  }));
  const overtaken = save.error instanceof Refusal && save.error.status === 412;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <strong>{t("read", { name: table.name, count: table.rows.length })}</strong>
        <Button size="xs" variant="default" onClick={onOther}>
          {t("other")}
        </Button>
      </Group>
      <fieldset className={classes.mapping}>
        <legend>{t("columns")}</legend>
        <div className={classes.fields}>
          {FIELDS.map((field) => (
            <Select
              key={field}
              size="xs"
              label={fieldName(field)}
              placeholder={t("leftOut")}
              clearable
              data={columns}
              value={mapping[field] < 0 ? null : String(mapping[field])}
              onChange={(column) =>
                setMapping({ ...mapping, [field]: column === null ? -1 : Number(column) })
              }
            />
          ))}
        </div>
      </fieldset>
      {!mapped(mapping) && <p role="alert">{t("needsId")}</p>}
      <Checkbox
        size="xs"
        label={t("removes")}
        checked={removes}
        onChange={(event) => setRemoves(event.currentTarget.checked)}
      />
      <fieldset className={classes.outcomes}>
        <legend className="hear-only">{t("showOnly")}</legend>
        {OUTCOMES.map((outcome) => (
          <button
            key={outcome}
            type="button"
            data-outcome={outcome}
            aria-pressed={only === outcome}
            onClick={() => setOnly(only === outcome ? null : outcome)}
          >
            {t(`counts.${outcome}`, { count: counts[outcome] })}
          </button>
        ))}
      </fieldset>
      <AssetList
        assets={shown.map((line) => line.asset)}
        label={t("preview")}
        mark={(index) => {
          const line = shown[index];
          return line && <Mark line={line} />;
        }}
      />
      {counts.wrong > 0 && (
        <Checkbox
          size="xs"
          label={t("leavesOut", { count: counts.wrong })}
          checked={leavesOut}
          onChange={(event) => setLeavesOut(event.currentTarget.checked)}
        />
      )}
      {overtaken ? (
        <p role="alert" className={classes.failure}>
          {t("overtaken")}
        </p>
      ) : (
        save.error && <Trouble error={save.error} />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button
          loading={save.isPending}
          disabled={effect === 0 || (counts.wrong > 0 && !leavesOut)}
          onClick={() => save.mutate()}
        >
          {t("save", { version: version + 1 })}
        </Button>
      </Group>
    </Stack>
  );
}

function Mark({ line }: { line: Line }) {
  const t = useTranslations("clients.import");
  const fieldName = useTranslations("clients.assets");
  const why =
    line.outcome === "wrong"
      ? line.wrong.map(({ field, why }) => `${fieldName(field)}: ${t(`wrong.${why}`)}`)
      : line.changed.map((field) => fieldName(field));
  return (
    <span
      className={classes.mark}
      data-outcome={line.outcome}
      title={line.line === null ? undefined : t("line", { number: line.line })}
    >
      {t(`outcomes.${line.outcome}`)}
      {why.length > 0 && <small>{why.join(", ")}</small>}
    </span>
  );
}

function counted(read: Line[]): Record<Outcome, number> {
  const counts: Record<Outcome, number> = { new: 0, changed: 0, same: 0, gone: 0, wrong: 0 };
  for (const line of read) {
    counts[line.outcome]++;
  }
  return counts;
}
