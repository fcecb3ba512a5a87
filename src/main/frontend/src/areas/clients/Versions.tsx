import { Button, Group, Loader, Modal, Select, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { api, body } from "../../api/request";
import { useChange } from "../../parts/change";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import { useWho } from "../../parts/who";
import { has, useSession } from "../../shell/session";
import { Changes } from "./Changes";
import { compared } from "./compared";
import { difference } from "./difference";
import {
  contentsOf,
  type DocumentName,
  type Documents,
  read,
  readVersion,
  rowsOf,
  write,
} from "./documents";
import classes from "./Versions.module.css";

const DOCUMENTS: DocumentName[] = [
  "raci",
  "authority",
  "protected-assets",
  "service-levels",
  "regimes",
  "people",
  "on-call",
  "calendar",
  "assets",
];

const NOTHING = {};

/** A version by its number; 0 for nothing, before the first. */
function contentsQuery<D extends DocumentName>(org: string, document: D, version: number) {
  return {
    queryKey: ["organisation", org, "version", document, version],
    queryFn: () => readVersion(org, document, version).then(contentsOf),
    enabled: version > 0,
    staleTime: Number.POSITIVE_INFINITY,
  };
}

/** Who changed a document when, what any two versions say differently, and the way back to one. */
export function Versions({ org }: { org: string }) {
  const t = useTranslations("clients.versions");
  const who = useWho();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { document?: string };
  const document = DOCUMENTS.find((known) => known === search.document) ?? "raci";
  const [chosen, setChosen] = useState<number>();
  const [against, setAgainst] = useState<number>();
  const changes = useQuery({
    queryKey: ["organisation", org, "versions", document],
    queryFn: () =>
      body(
        api.GET("/api/v1/organisations/{org}/{document}/versions", {
          params: { path: { org, document }, query: { limit: 500 } },
        }),
      ),
  });
  const items = changes.data?.items ?? [];
  const newest = Math.max(0, ...items.map((change) => change.version));
  const shown = chosen ?? newest;
  const before = against ?? shown - 1;
  return (
    <Panel title={t("title")}>
      {changes.error && <Trouble error={changes.error} />}
      <Group mb="sm" align="flex-end">
        <Select
          size="xs"
          w="15rem"
          label={t("document")}
          data={DOCUMENTS.map((value) => ({ value, label: t(`names.${value}`) }))}
          allowDeselect={false}
          value={document}
          onChange={(value) => {
            setChosen(undefined);
            setAgainst(undefined);
            void navigate({
              to: ".",
              search: { tab: "versions", document: value } as never,
              replace: true,
            });
          }}
        />
        {shown > 0 && (
          <Select
            size="xs"
            w="15rem"
            label={t("against", { version: shown })}
            data={[
              ...items
                .filter((change) => change.version !== shown)
                .map((change) => ({
                  value: String(change.version),
                  label: t("version", { version: change.version }),
                })),
              { value: "0", label: t("nothing") },
            ]}
            allowDeselect={false}
            value={String(before)}
            onChange={(value) => setAgainst(Number(value ?? 0))}
          />
        )}
      </Group>
      {changes.data && items.length === 0 && <Empty title={t("none")}>{t("noneText")}</Empty>}
      <div className={classes.columns}>
        {items.length > 0 && (
          <ol className={classes.list} aria-label={t("title")}>
            {items.map((change) => (
              <li key={change.version}>
                <button
                  type="button"
                  aria-pressed={change.version === shown}
                  onClick={() => {
                    setChosen(change.version);
                    setAgainst(undefined);
                  }}
                >
                  {t("version", { version: change.version })}
                  {change.version === newest && <em> {t("stands")}</em>}
                  <small>
                    {who(change.changedBy)}, <At at={change.changedAt} />
                  </small>
                </button>
              </li>
            ))}
          </ol>
        )}
        {shown > 0 && items.length > 0 && (
          <Compared
            key={`${document} ${before} ${shown}`}
            org={org}
            document={document}
            before={before}
            after={shown}
            newest={newest}
          />
        )}
      </div>
    </Panel>
  );
}

function Compared({
  org,
  document,
  before,
  after,
  newest,
}: {
  org: string;
  document: DocumentName;
  before: number;
  after: number;
  newest: number;
}) {
  const t = useTranslations("clients.versions");
  const session = useSession();
  const [whole, setWhole] = useState(false);
  const [restoring, setRestoring] = useState(false);
  const first = useQuery(contentsQuery(org, document, before));
  const second = useQuery(contentsQuery(org, document, after));
  const error = first.error ?? second.error;
  if (error) {
    return <Trouble error={error} />;
  }
  if (!second.data || (before > 0 && !first.data)) {
    return <Loader aria-label={t("title")} />;
  }
  const rows = (contents: Documents[DocumentName] | undefined) =>
    contents ? rowsOf(document, contents as never) : [];
  return (
    <div>
      <Group justify="space-between" mb="xs">
        <Switch
          size="xs"
          label={t("whole")}
          checked={whole}
          onChange={(event) => setWhole(event.currentTarget.checked)}
        />
        {after !== newest && has(session, "admin") && (
          <Button size="xs" variant="default" onClick={() => setRestoring(true)}>
            {t("restore", { version: after })}
          </Button>
        )}
      </Group>
      {whole ? (
        <WholeDocument before={first.data ?? NOTHING} after={second.data} />
      ) : (
        <Changes
          changes={difference(rows(first.data), rows(second.data))}
          title={before > 0 ? t("between", { before, after }) : t("firstSays", { version: after })}
        />
      )}
      {restoring && (
        <Restore
          org={org}
          document={document}
          version={after}
          contents={second.data}
          onClose={() => setRestoring(false)}
        />
      )}
    </div>
  );
}

/** The height of most lines; a long one is as high as it is. */
const LINE = 22;

/** Line by line; of which only those in sight are drawn. */
function WholeDocument({ before, after }: { before: object; after: object }) {
  const t = useTranslations("clients.versions");
  const scroller = useRef<HTMLElement>(null);
  const { lines, aligned } = useMemo(() => compared(before, after), [before, after]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 30,
  });
  return (
    <>
      {!aligned && <p>{t("notAligned")}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard too */}
      <section ref={scroller} className={classes.lines} tabIndex={0} aria-label={t("whole")}>
        <div className={classes.all} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ key, index, start }) => {
            const line = lines[index];
            return (
              line && (
                <div
                  key={key}
                  ref={virtual.measureElement}
                  data-index={index}
                  data-change={line.change}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <span aria-hidden>
                    {line.change === "added" ? "+" : line.change === "removed" ? "−" : " "}
                  </span>
                  {line.change !== "same" && <span className="hear-only">{t(line.change)}</span>}
                  <Said text={line.text} />
                </div>
              )
            );
          })}
        </div>
      </section>
    </>
  );
}

/** Makes what an old version said the next one, after a look at what that changes now. */
function Restore({
  org,
  document,
  version,
  contents,
  onClose,
}: {
  org: string;
  document: DocumentName;
  version: number;
  contents: Documents[DocumentName];
  onClose: () => void;
}) {
  const t = useTranslations("clients.versions");
  const now = useQuery({
    queryKey: ["organisation", org, document],
    queryFn: () => read(org, document),
  });
  const restore = useChange(() => write(org, document, contents as never, now.data?.version ?? 0), {
    shownBy: ["organisation", "gaps"],
    done: () => t("restored", { version }),
    after: onClose,
  });
  return (
    <Modal opened size="lg" onClose={onClose} title={t("restore", { version })}>
      {restore.error && <Trouble error={restore.error} />}
      <p>{t("restoreText", { version, next: (now.data?.version ?? 0) + 1 })}</p>
      {now.data && (
        <Changes
          changes={difference(
            rowsOf(document, contentsOf(now.data) as never),
            rowsOf(document, contents as never),
          )}
          title={t("restoreChanges")}
        />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button loading={restore.isPending} disabled={!now.data} onClick={() => restore.mutate()}>
          {t("restore", { version })}
        </Button>
      </Group>
    </Modal>
  );
}
