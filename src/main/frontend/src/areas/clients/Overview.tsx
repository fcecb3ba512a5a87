import { Button, Group } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { When } from "../../parts/When";
import type { Session } from "../../shell/area";
import { has, useSession } from "../../shell/session";
import { stateOf } from "./Connectors";
import { countryName } from "./countries";
import { useGapText } from "./gap";
import { LocalTime } from "./LocalTime";
import { OrganisationForm } from "./OrganisationForm";
import classes from "./Overview.module.css";
import { connectorsQuery, gapsQuery, sourcesQuery } from "./queries";

/** Where a gap is mended. */
const MENDED: Record<string, string> = {
  raci: "raci",
  "provider-access": "raci",
  people: "people",
  person: "people",
  "on-call": "on-call",
  regime: "regimes",
  connector: "connectors",
  authority: "connectors",
  "block-list": "connectors",
};

/** Mail is set up with the server, by whom the provider lets run it. */
function mendedAt(gap: Schemas["Gap"], org: string, session: Session): string | undefined {
  if (gap.kind === "mail") {
    return session.party === "provider" && has(session, "admin") ? "/start?step=mail" : undefined;
  }
  return MENDED[gap.kind] && `/clients/${org}?tab=${MENDED[gap.kind]}`;
}

/** How a client is doing, what its set-up leaves open, and what it is. */
export function Overview({ organisation }: { organisation: Schemas["OrganisationView"] }) {
  const t = useTranslations("clients");
  const session = useSession();
  const org = organisation.id;
  const [editing, setEditing] = useState(false);
  return (
    <div className={classes.panels}>
      {organisation.kind === "client" && <Attention org={org} />}
      <Gaps org={org} />
      <Panel
        title={t("about.title")}
        aside={
          has(session, "admin") && (
            <Button size="xs" variant="default" onClick={() => setEditing(true)}>
              {t("about.edit")}
            </Button>
          )
        }
      >
        <dl className={classes.about}>
          <dt>{t("name")}</dt>
          <dd>
            <Said text={organisation.name} />
          </dd>
          <dt>{t("id")}</dt>
          <dd>{organisation.id}</dd>
          <dt>{t("zone")}</dt>
          <dd>
            {organisation.timeZone} (<LocalTime zone={organisation.timeZone} />)
          </dd>
          <dt>{t("country")}</dt>
          <dd>{countryName(organisation.country) || t("about.noCountry")}</dd>
        </dl>
      </Panel>
      {editing && (
        <OrganisationForm organisation={organisation} onClose={() => setEditing(false)} />
      )}
    </div>
  );
}

/** What is wrong right now: silent sources, products that do not answer. */
function Attention({ org }: { org: string }) {
  const t = useTranslations("clients.attention");
  const sources = useQuery(sourcesQuery(org));
  const connectors = useQuery(connectorsQuery(org));
  const error = sources.error ?? connectors.error;
  const silent = sources.data?.items.filter((source) => source.silentSince) ?? [];
  const unread = sources.data?.items.filter((source) => source.quarantined > 0) ?? [];
  const broken =
    connectors.data?.items.filter((one) => ["away", "failing"].includes(stateOf(one))) ?? [];
  const known = sources.data && connectors.data;
  const heard = sources.data?.items.some((source) => source.lastSeen);
  return (
    <Panel title={t("title")}>
      {error && <Trouble error={error} />}
      {known && silent.length + unread.length + broken.length === 0 && heard && (
        <Good>{t("none")}</Good>
      )}
      <ul className={classes.gaps}>
        {known && !heard && (
          <Line to={`/clients/${org}?tab=sources`} does={t("look")}>
            {t("unheard")}
          </Line>
        )}
        {silent.map((source) => (
          <Line key={`silent ${source.source}`} to={`/clients/${org}?tab=sources`} does={t("look")}>
            {t("silent", { source: source.source })}{" "}
            {source.silentSince && <When at={source.silentSince} />}.
          </Line>
        ))}
        {broken.map((one) => (
          <Line key={`broken ${one.name}`} to={`/clients/${org}?tab=connectors`} does={t("look")}>
            {t(stateOf(one) === "away" ? "away" : "failing", {
              name: one.name,
              count: one.health.waiting,
            })}
          </Line>
        ))}
        {unread.map((source) => (
          <Line key={`unread ${source.source}`} to={`/clients/${org}?tab=sources`} does={t("look")}>
            {t("unread", {
              source: source.source,
              count: source.quarantined,
              more: String(source.moreQuarantined),
            })}
          </Line>
        ))}
      </ul>
    </Panel>
  );
}

function Gaps({ org }: { org: string }) {
  const t = useTranslations("clients.gaps");
  const session = useSession();
  const gaps = useQuery(gapsQuery(org));
  const textOf = useGapText();
  const items = grouped(gaps.data?.items ?? []);
  return (
    <Panel
      title={
        <>
          {t("title")}
          {items.length > 0 && <span className={classes.count}>{items.length}</span>}
        </>
      }
    >
      {gaps.error && <Trouble error={gaps.error} />}
      {gaps.data && items.length === 0 && <Good>{t("none")}</Good>}
      <ul className={classes.gaps}>
        {items.map((gap) => (
          <Line
            key={gap.kind + (gap.missing ?? "") + (gap.function ?? "") + gap.text}
            to={mendedAt(gap, org, session)}
            does={t("mend")}
          >
            <Said text={textOf(gap)} />
          </Line>
        ))}
      </ul>
    </Panel>
  );
}

/** What the matrix leaves open in one line for each function. */
function grouped(gaps: Schemas["Gap"][]): Schemas["Gap"][] {
  const isOf = (gap: Schemas["Gap"], missing: string) =>
    gap.kind === "raci" && gap.missing === missing;
  return gaps.flatMap((gap) => {
    const twin = (missing: string) =>
      gaps.some((other) => isOf(other, missing) && other.function === gap.function);
    if (isOf(gap, "responsible") && twin("accountable")) {
      return [];
    }
    return isOf(gap, "accountable") && twin("responsible") ? [{ ...gap, missing: "both" }] : [gap];
  });
}

function Good({ children }: { children: ReactNode }) {
  return (
    <Group gap="xs" className={classes.good}>
      <IconCircleCheck size={18} aria-hidden /> {children}
    </Group>
  );
}

function Line({
  to,
  does,
  children,
}: {
  to: string | undefined;
  does: string;
  children: ReactNode;
}) {
  return (
    <li>
      <IconAlertTriangle size={16} aria-hidden />
      <span>{children}</span>
      {to && <Link to={to}>{does}</Link>}
    </li>
  );
}
