import { Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { useAuthored, Words } from "../../parts/authored";
import { Empty } from "../../parts/Empty";
import { playbooksQuery } from "../../parts/installed";
import { Panel } from "../../parts/Panel";
import { State } from "../../parts/State";
import { Trouble } from "../../parts/Trouble";
import { useWords } from "../../parts/words";
import classes from "./PlaybooksPage.module.css";

/** What is done about incidents: every playbook that is installed, and every file that was refused. */
export function PlaybooksPage() {
  const t = useTranslations("playbooks");
  const words = useWords();
  const authored = useAuthored();
  const playbooks = useQuery(playbooksQuery);
  return (
    <>
      <h1>{t("title")}</h1>
      {playbooks.error && <Trouble error={playbooks.error} />}
      {playbooks.isPending && <Loader aria-label={t("loading")} />}
      {playbooks.data?.items.length === 0 && <Empty title={t("none")}>{t("noneText")}</Empty>}
      <div className={classes.cards}>
        {playbooks.data?.items.map((playbook) => (
          <Panel
            key={playbook.key}
            title={
              <Link to={`/playbooks/${playbook.key}`}>
                {authored(playbook, "name") || playbook.key}
              </Link>
            }
            aside={<State code={playbook.state === "refused" ? "not_accepted" : playbook.state} />}
          >
            <p className={classes.about}>
              <Words of={playbook} field="about" />
            </p>
            <p className={classes.facts}>
              {playbook.version != null && t("version", { version: playbook.version })}
              {playbook.versionTag && ` (${playbook.versionTag})`} ·{" "}
              {t("running", { count: playbook.running })}
              {playbook.categories.length > 0 && (
                <>
                  {" "}
                  · {t("startsFor")} {playbook.categories.map(words).join(", ")}
                </>
              )}
            </p>
            {playbook.findings.length > 0 && (
              <ul className={classes.findings}>
                {playbook.findings.map((finding) => (
                  <li key={`${finding.line}${finding.message}`}>
                    {t("line", { line: finding.line })}: {finding.message}
                  </li>
                ))}
              </ul>
            )}
          </Panel>
        ))}
      </div>
    </>
  );
}
