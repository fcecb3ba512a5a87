import { Button, Group } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useFormatter, useLocale, useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { Copy } from "../../parts/Copy";
import { held, NotYet } from "../../parts/NotYet";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { useTold } from "../../parts/told";
import { At } from "../../parts/When";
import { useWho } from "../../parts/who";
import { useWords } from "../../parts/words";
import classes from "./Report.module.css";
import { useAuthoredHere } from "./useAuthoredHere";

/** The post-incident report as it stands now, and the whole of it to take away. */
export default function Report({ incident }: { incident: Schemas["IncidentView"] }) {
  const t = useTranslations("incidents.report");
  const format = useFormatter();
  const words = useWords();
  const told = useTold(useAuthoredHere(incident.id));
  const report = useQuery({
    queryKey: ["incident", incident.id, "report"],
    queryFn: () =>
      body(
        api.GET("/api/v1/incidents/{id}/report", {
          params: { path: { id: incident.id } },
          headers: { Accept: "application/json" },
        }),
      ) as Promise<Schemas["PostIncidentReport"]>,
  });
  const shown = held(report);
  const who = useWho(shown?.names);
  if (!shown) {
    return <NotYet error={report.error} label={t("title")} />;
  }
  const list = (title: string, items: string[]) =>
    items.length > 0 && (
      <>
        <h3>{title}</h3>
        <ul>
          {items.map((item) => (
            <li key={item}>
              <Said text={item} />
            </li>
          ))}
        </ul>
      </>
    );
  return (
    <Panel title={t("title")} aside={<Download incident={incident} />}>
      {report.error && <Trouble error={report.error} />}
      <div className={classes.report}>
        <p className={classes.made}>
          {t("asOf")} <At at={shown.madeAt} />
        </p>
        <p>
          <Said text={told(shown.summary)} />
        </p>
        {list(
          t("openPoints"),
          shown.openPoints.map((point) => told(point)),
        )}
        {shown.written?.summary && list(t("written"), [shown.written.summary])}
        {shown.written?.rootCause && list(t("rootCause"), [shown.written.rootCause])}
        {shown.written?.impact && list(t("impact"), [shown.written.impact])}
        {list(
          t("lessons"),
          shown.lessons.map((lesson) => `${lesson.lesson} (${lesson.owner}, ${lesson.due})`),
        )}
        <h3>{t("clocks")}</h3>
        <ul>
          {shown.clocks.map((clock) => (
            <li key={clock.name}>
              {words(clock.name)}: {t(`verdicts.${clock.verdict}` as never)}
            </li>
          ))}
        </ul>
        {shown.evidence.length > 0 && (
          <>
            <h3>{t("evidence")}</h3>
            <ul>
              {shown.evidence.map((file) => (
                <li key={file.id}>
                  <Said text={file.name} /> (
                  {format.number(file.size, { style: "unit", unit: "byte", unitDisplay: "narrow" })}
                  )
                  <br />
                  <span className={classes.hash}>
                    <code>{file.sha256}</code> <Copy value={file.sha256} what="SHA-256" />
                  </span>
                  <ol className={classes.custody}>
                    {file.handled.map((handled) => (
                      <li key={handled.auditNumber}>
                        <At at={handled.at} /> {who(handled.by)}: {words(handled.what)}
                      </li>
                    ))}
                  </ol>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Panel>
  );
}

const FORMS = [
  ["PDF", "application/pdf", "pdf"],
  ["HTML", "text/html", "html"],
  ["Markdown", "text/markdown", "md"],
  ["JSON", "application/json", "json"],
] as const;

type Form = (typeof FORMS)[number];

function Download({ incident }: { incident: Schemas["IncidentView"] }) {
  const lang = useLocale() === "de" ? "de" : "en";
  const save = useMutation({
    mutationFn: async ([, type, ending]: Form) => {
      const { data } = await api.GET("/api/v1/incidents/{id}/report", {
        params: { path: { id: incident.id }, query: { lang } },
        headers: { Accept: type },
        parseAs: "blob",
      });
      const address = URL.createObjectURL(data as Blob);
      const link = document.createElement("a");
      link.href = address;
      link.download = `incident-${incident.organisation}-${incident.number}.${ending}`;
      link.click();
      URL.revokeObjectURL(address);
    },
  });
  return (
    <>
      {save.error && <Trouble error={save.error} />}
      <Group gap="xs">
        {FORMS.map((form) => (
          <Button
            key={form[0]}
            size="compact-sm"
            variant="default"
            leftSection={<IconDownload size={14} />}
            loading={save.isPending && save.variables === form}
            disabled={save.isPending}
            onClick={() => save.mutate(form)}
          >
            {form[0]}
          </Button>
        ))}
      </Group>
    </>
  );
}
