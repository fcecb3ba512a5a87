import { Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { playbooksQuery, rulesQuery, sourcesQuery } from "../../parts/installed";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import classes from "./Administration.module.css";

/** What was read from the operator's folders, and what of it was refused at the last reading. */
export function Folders() {
  const t = useTranslations("administration.server");
  const rules = useQuery(rulesQuery);
  const playbooks = useQuery(playbooksQuery);
  const sources = useQuery(sourcesQuery);
  const error = rules.error ?? playbooks.error ?? sources.error;
  const refused = [
    ...(rules.data?.refused ?? []).map((file) => ({
      where: t("line", { file: `rules/triage/${file.file}`, line: file.line }),
      why: file.message,
    })),
    ...(playbooks.data?.items ?? []).flatMap((playbook) =>
      playbook.findings.map((finding) => ({
        where: t("line", {
          file: `playbooks/${playbook.key}/${playbook.key}.bpmn`,
          line: finding.line,
        }),
        why: `${finding.element ? `${finding.element}: ` : ""}${finding.message}`,
      })),
    ),
    ...(sources.data?.items ?? []).flatMap((source) =>
      source.findings.map((finding) => ({
        where: `rules/sources/${finding.field}`,
        why: finding.message,
      })),
    ),
  ];
  const link = (to: string) => (text: ReactNode) => <Link to={to}>{text}</Link>;
  return (
    <Panel title={t("folders")}>
      {error && <Trouble error={error} />}
      {(rules.isPending || playbooks.isPending || sources.isPending) && (
        <Loader aria-label={t("loading")} />
      )}
      {rules.data && playbooks.data && sources.data && (
        <>
          <p className={classes.text}>
            {t.rich("read", {
              rules: rules.data.items.length,
              playbooks: playbooks.data.items.filter(({ version }) => version != null).length,
              sources: sources.data.items.filter(({ inForce }) => inForce).length,
              toRules: link("/rules"),
              toPlaybooks: link("/playbooks"),
            })}
          </p>
          {refused.length === 0 ? (
            <p>{t("nothingRefused")}</p>
          ) : (
            <>
              <p>
                <strong>{t("refused", { count: refused.length })}</strong>
              </p>
              <ul className={classes.refused}>
                {refused.map(({ where, why }) => (
                  <li key={where + why}>
                    <strong>
                      <Said text={where} />
                    </strong>
                    : <Said text={why} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </Panel>
  );
}
