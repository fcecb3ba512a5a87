import { Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { Panel } from "../../parts/Panel";
import { State } from "../../parts/State";
import { Trouble } from "../../parts/Trouble";
import { At, When } from "../../parts/When";
import { Quarantine } from "../clients/Quarantine";
import classes from "./Administration.module.css";
import { Folders } from "./Folders";
import { serverQuery } from "./queries";

type Figure = Schemas["ServerViewFigure"];

/** How often each rule fired stands with the rules. */
const ELSEWHERE = "cordon.triage.rule.hits";

/** Says that it can say so. */
const PING = "ping";

/** Versions, health, and what the server counts. */
export function Server() {
  const t = useTranslations("administration.server");
  const search = useSearch({ strict: false }) as { quarantine?: boolean };
  const server = useQuery(serverQuery);
  return (
    <div className={classes.panels}>
      {server.error && <Trouble error={server.error} />}
      {server.isPending && <Loader aria-label={t("loading")} />}
      {server.data && (
        <>
          <Health server={server.data} />
          {search.quarantine && (
            <Panel title={t("quarantined")}>
              <Quarantine />
            </Panel>
          )}
          <Folders />
          <Versions server={server.data} />
          <Counted figures={server.data.figures} />
        </>
      )}
    </div>
  );
}

function Health({ server }: { server: Schemas["ServerView"] }) {
  const t = useTranslations("administration.server");
  const format = useFormatter();
  const figure = (name: string) => server.figures.find((each) => each.name === name)?.value ?? 0;
  return (
    <Panel title={t("health")}>
      <Facts
        facts={[
          ...server.health
            .filter(({ name }) => name !== PING)
            .map(({ name, status }): [string, ReactNode] => [
              t.has(`parts.${name}` as never) ? t(`parts.${name}` as never) : name,
              <State key={name} code={status === "UP" ? "up" : "down"} />,
            ]),
          [
            t("mail"),
            server.mail.setUp ? (
              <>
                {t("mailOn", { count: figure("cordon.notification.queued") })}
                {!server.mail.linksLeadHome && <strong> {t("linksLeadNowhere")}</strong>}
              </>
            ) : (
              t.rich("mailOff", { code: (text) => <code>{text}</code> })
            ),
          ],
          [
            t("waiting"),
            format.number(figure("cordon.intake.waiting.bytes"), {
              style: "unit",
              unit: "byte",
              notation: "compact",
              unitDisplay: "narrow",
            }),
          ],
          [
            t("quarantined"),
            server.quarantined === 0 ? (
              t("quarantinedCount", { count: 0, more: "false" })
            ) : (
              <Link
                key="quarantined"
                to="/administration/server"
                search={{ quarantine: true } as never}
              >
                {t("quarantinedCount", {
                  count: server.quarantined,
                  more: String(server.moreQuarantined),
                })}
              </Link>
            ),
          ],
          [t("stuck"), t("stuckCount", { count: figure("cordon.playbook.stuck") })],
          [t("nodes"), format.number(server.nodes)],
        ]}
      />
    </Panel>
  );
}

function Versions({ server }: { server: Schemas["ServerView"] }) {
  const t = useTranslations("administration.server");
  const format = useFormatter();
  return (
    <Panel title={t("versions")}>
      <Facts
        facts={[
          [
            "Cordon",
            <>
              {server.version ?? t("unpackaged")}
              {server.builtAt && (
                <>
                  {" "}
                  ({t("built")} <At at={server.builtAt} />)
                </>
              )}
            </>,
          ],
          [t("started"), <When key="started" at={server.startedAt} />],
          ["Java", server.java],
          [
            "PostgreSQL",
            <>
              {server.database.version}, {t(server.database.embedded ? "embedded" : "outside")},{" "}
              {format.number(server.database.bytes / 1_000_000, {
                style: "unit",
                unit: "megabyte",
                maximumFractionDigits: 0,
              })}
            </>,
          ],
          [
            t("interface"),
            <a key="docs" href="/docs">
              OpenAPI
            </a>,
          ],
        ]}
      />
    </Panel>
  );
}

function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, fact]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

function Counted({ figures }: { figures: Figure[] }) {
  const t = useTranslations("administration.server");
  const names = [...new Set(figures.map(({ name }) => name))].filter((name) => name !== ELSEWHERE);
  return (
    <Panel title={t("counted")}>
      <p className={classes.text}>
        {t.rich("countedText", {
          figures: (text) => <Link to="/figures">{text}</Link>,
          code: (text) => <code>{text}</code>,
        })}
      </p>
      <dl className={classes.facts}>
        {names.map((name) => (
          <CountedOf key={name} name={name} own={figures.filter((each) => each.name === name)} />
        ))}
      </dl>
    </Panel>
  );
}

/** One number, or several that are told apart by their tags. */
function CountedOf({ name, own }: { name: string; own: Figure[] }) {
  const format = useFormatter();
  const description = own[0]?.description;
  return (
    <div>
      <dt>
        <code>{name}</code>
      </dt>
      <dd>
        <span className={classes.counts}>
          {own.map(({ tags, value }) => (
            <span key={JSON.stringify(tags)}>
              {Object.values(tags).join(" ")}{" "}
              <b>{format.number(value, { maximumFractionDigits: 2 })}</b>
            </span>
          ))}
        </span>
        {description && <div className={classes.dim}>{description}</div>}
      </dd>
    </div>
  );
}
