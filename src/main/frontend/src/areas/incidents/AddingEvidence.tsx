import { Button, FileButton } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { type DragEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { useChange } from "../../parts/change";
import { useAddingEvidence } from "../../parts/evidence";
import { useWhy } from "../../parts/problem";
import { Trouble } from "../../parts/Trouble";
import classes from "./AddingEvidence.module.css";

/** Takes files, dropped or chosen, as evidence of an incident; which of them were not kept, and why, stays to be read. */
export function AddingEvidence({
  incident,
  note,
  task,
}: {
  incident: string;
  /** Said of each, such as the step that it belongs to. */
  note: string;
  /** The task that it is added in, where it is one's. */
  task?: string;
}) {
  const t = useTranslations("incidents.evidence");
  const why = useWhy();
  const keep = useAddingEvidence(incident, task);
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState("");
  const add = useChange(
    async (files: File[]) => {
      const refused: Error[] = [];
      for (const [index, file] of files.entries()) {
        setSending(t("sending", { name: file.name, at: index + 1, of: files.length }));
        try {
          await keep(file, note);
        } catch (error) {
          refused.push(new Error(t("refused", { name: file.name, why: why(error as Error) })));
        }
      }
      return { kept: files.length - refused.length, refused };
    },
    {
      shownBy: ["incident"],
      done: ({ kept }) => (kept === 0 ? "" : t("added", { count: kept })),
    },
  );
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!add.isPending) {
      add.mutate([...event.dataTransfer.files]);
    }
  };
  return (
    <>
      {add.data?.refused.map((error) => (
        <Trouble key={error.message} error={error} />
      ))}
      <section
        className={classes.drop}
        aria-label={t("drop")}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <span aria-live="polite">{add.isPending ? sending : t("drop")}</span>
        <FileButton multiple onChange={(files) => add.mutate(files)}>
          {(props) => (
            <Button
              {...props}
              size="compact-sm"
              variant="default"
              leftSection={<IconUpload size={14} />}
              loading={add.isPending}
            >
              {t("add")}
            </Button>
          )}
        </FileButton>
      </section>
    </>
  );
}
