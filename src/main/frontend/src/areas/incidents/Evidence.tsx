import { Button, FileButton, Loader } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type DragEvent, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { Copy } from "../../parts/Copy";
import { useChange } from "../../parts/change";
import { addEvidence } from "../../parts/evidence";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import { useWho } from "../../parts/who";
import { useWords } from "../../parts/words";
import { has, useSession } from "../../shell/session";
import classes from "./Evidence.module.css";
import { evidenceQuery } from "./queries";

/** Files that were kept as they came; dropping one here adds it. */
export function Evidence({ incident }: { incident: Schemas["IncidentView"] }) {
  const t = useTranslations("incidents.evidence");
  const format = useFormatter();
  const who = useWho();
  const session = useSession();
  const evidence = useQuery(evidenceQuery(incident.id));
  const [over, setOver] = useState(false);
  const add = useChange(
    async (files: File[]) => {
      const refused: Error[] = [];
      for (const file of files) {
        try {
          await addEvidence(incident.id, file, "");
        } catch (error) {
          refused.push(new Error(t("refused", { name: file.name, why: (error as Error).message })));
        }
      }
      return { kept: files.length - refused.length, refused };
    },
    {
      shownBy: ["incident"],
      done: ({ kept }) => (kept === 0 ? "" : t("added", { count: kept })),
    },
  );
  const works = has(session, "responder", "lead", "admin");
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add.mutate([...event.dataTransfer.files]);
  };
  return (
    <Panel
      title={t("title")}
      aside={
        works && (
          <FileButton multiple onChange={(files) => add.mutate(files)}>
            {(props) => (
              <Button
                {...props}
                size="xs"
                variant="default"
                leftSection={<IconUpload size={14} />}
                loading={add.isPending}
              >
                {t("add")}
              </Button>
            )}
          </FileButton>
        )
      }
    >
      {evidence.error && <Trouble error={evidence.error} />}
      {add.data?.refused.map((error) => (
        <Trouble key={error.message} error={error} />
      ))}
      {evidence.isPending && <Loader aria-label={t("title")} />}
      {works && (
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
          {t("drop")}
        </section>
      )}
      {evidence.data?.items.map((file) => (
        <article key={file.id} className={classes.file}>
          <a href={`/api/v1/incidents/${incident.id}/evidence/${file.id}`} download>
            <Said text={file.name} />
          </a>
          <span>
            {format.number(file.size, { style: "unit", unit: "byte", unitDisplay: "narrow" })}
          </span>
          <span>
            {who(file.addedBy)}, <At at={file.at} />
          </span>
          {file.note !== "" && (
            <span className={classes.note}>
              <Said text={file.note} />
            </span>
          )}
          <span className={classes.hash}>
            <code>sha256 {file.sha256}</code>
            <Copy value={file.sha256} what="SHA-256" />
          </span>
          <Custody incident={incident.id} file={file.id} />
        </article>
      ))}
    </Panel>
  );
}

/** Through whose hands a file went, and whether it is still what came. */
function Custody({ incident, file }: { incident: string; file: string }) {
  const t = useTranslations("incidents.evidence");
  const who = useWho();
  const words = useWords();
  const [open, setOpen] = useState(false);
  const custody = useQuery({
    queryKey: ["custody", file],
    queryFn: () =>
      body(
        api.GET("/api/v1/incidents/{id}/evidence/{evidence}/custody", {
          params: { path: { id: incident, evidence: file } },
        }),
      ),
    enabled: open,
    staleTime: 0,
  });
  return (
    <details className={classes.note} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("custody")}</summary>
      {custody.error && <Trouble error={custody.error} />}
      {custody.data && (
        <>
          <p>{t(custody.data.intact ? "intact" : "changed")}</p>
          <ol>
            {custody.data.handled.map((handled) => (
              <li key={handled.at + handled.what}>
                <At at={handled.at} /> {who(handled.by)}: {words(handled.what)}
              </li>
            ))}
          </ol>
        </>
      )}
    </details>
  );
}
