import { Button, Group, Loader } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import { useWords } from "../../parts/words";
import classes from "./Report.module.css";

/** The post-incident report as it stands now, and the whole of it to take away. */
export default function Report({ incident }: { incident: Schemas["IncidentView"] }) {
  const t = useTranslations("incidents.report");
  const words = useWords();
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
  if (report.error) {
    return <Trouble error={report.error} />;
  }
  if (!report.data) {
    return <Loader aria-label={t("title")} />;
  }
  const shown = report.data;
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
      <div className={classes.report}>
        <p className={classes.made}>
          {t("asOf")} <At at={shown.madeAt} />
        </p>
        <p>
          <Said text={shown.summary} />
        </p>
        {list(t("openPoints"), shown.openPoints)}
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
              {words(clock.name)}: {clock.verdict}
            </li>
          ))}
        </ul>
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

function Download({ incident }: { incident: Schemas["IncidentView"] }) {
  const save = async (type: string, ending: string) => {
    const { data } = await api.GET("/api/v1/incidents/{id}/report", {
      params: { path: { id: incident.id } },
      headers: { Accept: type },
      parseAs: "blob",
    });
    const address = URL.createObjectURL(data as Blob);
    const link = document.createElement("a");
    link.href = address;
    link.download = `incident-${incident.organisation}-${incident.number}.${ending}`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Group gap="xs">
      {FORMS.map(([name, type, ending]) => (
        <Button
          key={name}
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} />}
          onClick={() => void save(type, ending)}
        >
          {name}
        </Button>
      ))}
    </Group>
  );
}
