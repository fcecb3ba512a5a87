import { Loader, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, body } from "../../api/request";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import { useWho } from "../../parts/who";
import { compared, type Line } from "./compared";
import classes from "./Versions.module.css";

const DOCUMENTS = [
  "people",
  "raci",
  "authority",
  "protected-assets",
  "assets",
  "on-call",
  "calendar",
  "service-levels",
  "regimes",
];

/** Who changed a document when, and what one version says differently from the one before. */
export function Versions({ org }: { org: string }) {
  const t = useTranslations("clients.versions");
  const who = useWho();
  const [document, setDocument] = useState("authority");
  const [chosen, setChosen] = useState<number>();
  const changes = useQuery({
    queryKey: ["organisation", org, "versions", document],
    queryFn: () =>
      body(
        api.GET("/api/v1/organisations/{org}/{document}/versions", {
          params: { path: { org, document }, query: { limit: 200 } },
        }),
      ),
  });
  const items = changes.data?.items ?? [];
  const shown = chosen ?? Math.max(0, ...items.map((change) => change.version));
  return (
    <Panel title={t("title")}>
      {changes.error && <Trouble error={changes.error} />}
      <Select
        maw="18rem"
        mb="sm"
        label={t("document")}
        data={DOCUMENTS.map((value) => ({ value, label: t(`names.${value}` as "names.people") }))}
        allowDeselect={false}
        value={document}
        onChange={(value) => {
          setDocument(value ?? "authority");
          setChosen(undefined);
        }}
      />
      {changes.data && items.length === 0 && <Empty title={t("none")} />}
      <div className={classes.columns}>
        <ol className={classes.list}>
          {items.map((change) => (
            <li key={change.version}>
              <button
                type="button"
                aria-pressed={change.version === shown}
                onClick={() => setChosen(change.version)}
              >
                {t("version", { version: change.version })}
                <small>
                  {who(change.changedBy)}, <At at={change.changedAt} />
                </small>
              </button>
            </li>
          ))}
        </ol>
        {shown > 0 && items.length > 0 && (
          <Difference key={`${document}${shown}`} org={org} document={document} version={shown} />
        )}
      </div>
    </Panel>
  );
}

function Difference({
  org,
  document,
  version,
}: {
  org: string;
  document: string;
  version: number;
}) {
  const t = useTranslations("clients.versions");
  const read = (number: number) =>
    body(
      api.GET("/api/v1/organisations/{org}/{document}/versions/{version}", {
        params: { path: { org, document, version: number } },
      }),
    );
  const lines = useQuery({
    queryKey: ["organisation", org, "version", document, version],
    queryFn: async () =>
      compared(version > 1 ? await read(version - 1).catch(() => ({})) : {}, await read(version)),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (lines.error) {
    return <Trouble error={lines.error} />;
  }
  if (!lines.data) {
    return <Loader aria-label={t("title")} />;
  }
  return (
    <pre className={classes.lines}>
      {lines.data.map((line: Line) => (
        <div key={line.number} data-change={line.change}>
          <span aria-hidden>
            {line.change === "added" ? "+" : line.change === "removed" ? "−" : " "}
          </span>
          {line.change !== "same" && <span className="hear-only">{t(line.change)}</span>}
          <Said text={line.text} />
        </div>
      ))}
    </pre>
  );
}
