import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { held, NotYet } from "../../parts/NotYet";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { useSession } from "../../shell/session";
import { OnCallPanel, RegimesPanel, ServiceLevels } from "./Agreed";
import { AssetsPanel } from "./Assets";
import { CalendarPanel } from "./Calendar";
import classes from "./ClientPage.module.css";
import { Connectors } from "./Connectors";
import { countryName } from "./countries";
import { KillSwitch } from "./KillSwitch";
import { LocalTime } from "./LocalTime";
import { AuthorityPanel, PeoplePanel, ProtectedPanel } from "./lists";
import { Overview } from "./Overview";
import { ProviderAccess } from "./ProviderAccess";
import { groupsOf, type PageId } from "./places";
import { organisationQuery } from "./queries";
import { RaciPanel } from "./RaciPanel";
import { Sources } from "./Sources";
import { Tokens } from "./Tokens";
import { Versions } from "./Versions";

type Organisation = Schemas["OrganisationView"];

const PAGES: Record<PageId, (organisation: Organisation) => ReactNode> = {
  overview: (organisation) => <Overview organisation={organisation} />,
  sources: ({ id }) => <Sources org={id} />,
  connectors: ({ id }) => <Connectors org={id} />,
  raci: ({ id }) => <RaciPanel org={id} />,
  authority: ({ id }) => <AuthorityPanel org={id} />,
  protected: ({ id }) => <ProtectedPanel org={id} />,
  "service-levels": ({ id }) => <ServiceLevels org={id} />,
  regimes: ({ id }) => <RegimesPanel org={id} />,
  people: ({ id }) => <PeoplePanel org={id} />,
  "on-call": ({ id }) => <OnCallPanel org={id} />,
  calendar: ({ id }) => <CalendarPanel org={id} />,
  assets: ({ id }) => <AssetsPanel org={id} />,
  tokens: ({ id }) => <Tokens org={id} />,
  access: (organisation) => <ProviderAccess organisation={organisation} />,
  versions: ({ id }) => <Versions org={id} />,
};

/** What one organisation has agreed to, how it is set up, and how it is doing. */
export function ClientPage() {
  const { org } = useParams({ strict: false }) as { org: string };
  const t = useTranslations("clients");
  const search = useSearch({ strict: false }) as { tab?: string };
  const session = useSession();
  const organisation = useQuery(organisationQuery(org));
  const shown = held(organisation);
  if (!shown) {
    return (
      <>
        <h1>{t("title")}</h1>
        <NotYet error={organisation.error} label={t("loading")} />
      </>
    );
  }
  const groups = groupsOf(shown.kind, session);
  const page =
    groups.flatMap((group) => group.pages).find((known) => known === search.tab) ?? "overview";
  return (
    <>
      {organisation.error && <Trouble error={organisation.error} />}
      <header className={classes.head}>
        <h1>
          <Said text={shown.name} />
        </h1>
        <p>
          {[countryName(shown.country), shown.timeZone].filter((part) => part !== "").join(" · ")}
          {" · "}
          <LocalTime zone={shown.timeZone} />
        </p>
      </header>
      <KillSwitch key={org} organisation={shown} />
      <div className={classes.columns}>
        <Pages org={org} groups={groups} page={page} />
        <div className={classes.page}>{PAGES[page](shown)}</div>
      </div>
    </>
  );
}

function Pages({
  org,
  groups,
  page,
}: {
  org: string;
  groups: ReturnType<typeof groupsOf>;
  page: PageId;
}) {
  const t = useTranslations("clients");
  const navigate = useNavigate();
  const to = (id: PageId) => (id === "overview" ? `/clients/${org}` : `/clients/${org}?tab=${id}`);
  return (
    <>
      <nav className={classes.pages} aria-label={t("pagesOf")}>
        {groups.map((group) => (
          <div key={group.id}>
            <p id={`group-${group.id}`}>{t(`groups.${group.id}`)}</p>
            <ul aria-labelledby={`group-${group.id}`}>
              {group.pages.map((id) => (
                <li key={id}>
                  <Link
                    to={`/clients/${org}` as string}
                    search={(id === "overview" ? {} : { tab: id }) as never}
                    activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
                    aria-current={id === page ? "page" : undefined}
                  >
                    {t(`tabs.${id}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <NativeSelect
        className={classes.onPhone}
        label={t("pagesOf")}
        value={page}
        onChange={(event) => void navigate({ to: to(event.currentTarget.value as PageId) })}
        data={groups.map((group) => ({
          group: t(`groups.${group.id}`),
          items: group.pages.map((id) => ({ value: id, label: t(`tabs.${id}`) })),
        }))}
      />
    </>
  );
}
