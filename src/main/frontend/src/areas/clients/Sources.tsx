import { Button, Group, Modal, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { Copy } from "../../parts/Copy";
import { Days } from "../../parts/Days";
import { Empty } from "../../parts/Empty";
import { held, NotYet } from "../../parts/NotYet";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { At, When } from "../../parts/When";
import { Quarantine } from "./Quarantine";
import { sourcesQuery } from "./queries";
import classes from "./Sources.module.css";

type Source = Schemas["ClientSource"];

/** What sends alerts for the client, when it was last heard, and what fell silent. */
export function Sources({ org }: { org: string }) {
  const t = useTranslations("clients.sources");
  const sources = useQuery(sourcesQuery(org));
  const [looking, setLooking] = useState<string | null>(null);
  const shown = held(sources);
  if (!shown) {
    return <NotYet error={sources.error} label={t("title")} />;
  }
  const heard = shown.items.filter((one) => one.lastSeen || one.quarantined > 0);
  const fresh = shown.items.filter((one) => !one.lastSeen && one.quarantined === 0);
  return (
    <div className={classes.panels}>
      {sources.error && <Trouble error={sources.error} />}
      <Panel title={t("title")}>
        {heard.length === 0 && <Empty title={t("none")}>{t("noneText")}</Empty>}
        {heard.length > 0 && (
          <table className={classes.sources}>
            <thead>
              <tr>
                <th scope="col">{t("source")}</th>
                <th scope="col">{t("lastSeen")}</th>
                <th scope="col">{t("today")}</th>
                <th scope="col">{t("week")}</th>
                <th scope="col">{t("unread")}</th>
                <th scope="col">{t("address")}</th>
              </tr>
            </thead>
            <tbody>
              {heard.map((source) => (
                <OneSource
                  key={source.source}
                  org={org}
                  source={source}
                  onLook={() => setLooking(source.source)}
                />
              ))}
            </tbody>
          </table>
        )}
      </Panel>
      <Connect org={org} sources={[...fresh, ...heard.filter((one) => one.inForce)]} />
      {looking !== null && (
        <Modal
          opened
          size="xl"
          onClose={() => setLooking(null)}
          title={t("unreadOf", { source: looking })}
        >
          <Quarantine org={org} source={looking} />
        </Modal>
      )}
    </div>
  );
}

function OneSource({ org, source, onLook }: { org: string; source: Source; onLook: () => void }) {
  const t = useTranslations("clients.sources");
  const format = useFormatter();
  const week = source.days.reduce((sum, day) => sum + day, 0);
  const today = source.days.at(-1) ?? 0;
  const address = window.location.origin + source.path;
  return (
    <tr data-silent={source.silentSince ? true : undefined}>
      <th scope="row">
        <Link
          to={`/alerts?q=${encodeURIComponent(`client:${org} source:${source.source}`)}` as string}
        >
          <Said text={source.source} />
        </Link>
        <small>{source.about}</small>
      </th>
      <td data-field={t("lastSeen")}>
        {source.lastSeen ? <When at={source.lastSeen} /> : t("neverHeard")}
        {source.retiredSince ? (
          <span className={classes.retired}>
            {t.rich("retired", { at: () => <At at={source.retiredSince ?? ""} /> })}
          </span>
        ) : (
          !source.inForce && <span className={classes.retired}>{t("gone")}</span>
        )}
        {source.silentSince && (
          <span className={classes.silent}>
            {source.usualPause
              ? t("silentUsually", { pause: duration(source.usualPause, format) })
              : t("silent")}
          </span>
        )}
      </td>
      <td data-field={t("today")} className={classes.number}>
        {format.number(today)}
      </td>
      <td data-field={t("week")}>
        <span className={classes.week}>
          <Days
            counts={source.days}
            label={t("days", {
              counts: source.days.map((count) => format.number(count)).join(", "),
            })}
          />
          {format.number(week)}
        </span>
      </td>
      <td data-field={t("unread")}>
        {source.quarantined > 0 ? (
          <button type="button" className={classes.unread} onClick={onLook}>
            {t("items", {
              count: source.quarantined,
              more: String(source.moreQuarantined),
            })}
          </button>
        ) : (
          t("nothing")
        )}
        {source.quarantinedLast && source.quarantined > 0 && (
          <small>
            <When at={source.quarantinedLast} />
          </small>
        )}
      </td>
      <td data-field={t("address")}>
        <Group gap={4} wrap="nowrap">
          <code className={classes.path}>{source.path}</code>
          <Copy value={address} what={t("addressOf", { source: source.source })} />
        </Group>
      </td>
    </tr>
  );
}

/** Where a further product sends its alerts. */
function Connect({ org, sources }: { org: string; sources: Source[] }) {
  const t = useTranslations("clients.sources");
  const [chosen, setChosen] = useState("auto");
  const path = sources.find((one) => one.source === chosen)?.path ?? "/api/v1/alerts/auto";
  const address = window.location.origin + path;
  const command = `curl -sS -X POST '${address}' \\
  -H 'Authorization: Bearer …' -H 'Content-Type: application/json' \\
  --data-binary @alert.json`;
  return (
    <Panel title={t("connect")}>
      <ol className={classes.steps}>
        <li>
          <Select
            size="xs"
            maw="26rem"
            label={t("which")}
            searchable
            allowDeselect={false}
            data={[
              { value: "auto", label: t("auto") },
              ...sources
                .filter((one) => one.source !== "auto")
                .map((one) => ({
                  value: one.source,
                  label: one.about ? `${one.source} – ${one.about}` : one.source,
                })),
            ]}
            value={chosen}
            onChange={(value) => setChosen(value ?? "auto")}
          />
        </li>
        <li>
          {t("makeToken")}{" "}
          <Button
            size="compact-xs"
            variant="default"
            component={Link}
            {...({ to: `/clients/${org}?tab=tokens` } as object)}
          >
            {t("toTokens")}
          </Button>
        </li>
        <li>
          {t("sendTo")}
          <Group gap={4}>
            <code className={classes.path}>POST {address}</code>
            <Copy value={address} what={t("addressOf", { source: chosen })} />
          </Group>
        </li>
        <li>
          {t("try")}
          <Group gap={4} align="flex-start" wrap="nowrap">
            <pre className={classes.command}>{command}</pre>
            <Copy value={command} what={t("command")} />
          </Group>
        </li>
      </ol>
    </Panel>
  );
}

/** A span of time of ISO 8601 as people say it. */
function duration(iso: string, format: ReturnType<typeof useFormatter>): string {
  const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?/.exec(iso);
  const minutes = Number(parts?.[1] ?? 0) * 60 + Number(parts?.[2] ?? 0);
  return minutes >= 120
    ? format.number(Math.round(minutes / 60), { style: "unit", unit: "hour", unitDisplay: "long" })
    : format.number(minutes, { style: "unit", unit: "minute", unitDisplay: "long" });
}
