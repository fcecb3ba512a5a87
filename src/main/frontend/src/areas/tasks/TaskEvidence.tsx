import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { Copy } from "../../parts/Copy";
import { Said } from "../../parts/Said";
import { At } from "../../parts/When";
import { useWho } from "../../parts/who";
import { evidenceQuery } from "../incidents/queries";
import classes from "./TaskEvidence.module.css";

const HASH_SHOWN = 12;

/** What was added in a task, also after it is done: the file, by whom, and by which hash it is known again. */
export function TaskEvidence({ task }: { task: Schemas["TaskView"] }) {
  const t = useTranslations("tasks");
  const who = useWho();
  const evidence = useQuery(evidenceQuery(task.incidentId));
  // A file that answers a question of the form was added before evidence knew its task.
  const answers = Object.values(task.values ?? {});
  const files = (evidence.data?.items ?? []).filter(
    (file) => file.task === task.id || answers.includes(file.id),
  );
  if (files.length === 0) {
    return null;
  }
  return (
    <section className={classes.files} aria-label={t("evidence")}>
      <h3>{t("evidence")}</h3>
      <ul>
        {files.map((file) => (
          <li key={file.id}>
            <a href={`/api/v1/incidents/${task.incidentId}/evidence/${file.id}`} download>
              <Said text={file.name} />
            </a>
            <span>
              {who(file.addedBy)}, <At at={file.at} />
            </span>
            <span>
              <code title={file.sha256}>SHA-256 {file.sha256.slice(0, HASH_SHOWN)}…</code>
              <Copy value={file.sha256} what="SHA-256" />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
