import { Loader, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { AssetsPanel, AuthorityPanel, PeoplePanel, ProtectedPanel } from "./lists";
import { Overview } from "./Overview";
import { organisationQuery } from "./queries";
import { RaciPanel } from "./RaciPanel";
import { Tokens } from "./Tokens";
import { Versions } from "./Versions";

const TABS = [
  "overview",
  "people",
  "raci",
  "authority",
  "protected",
  "assets",
  "tokens",
  "versions",
] as const;
type Tab = (typeof TABS)[number];

/** What one organisation has agreed to, and how it is set up. */
export function ClientPage() {
  const { org } = useParams({ strict: false }) as { org: string };
  const t = useTranslations("clients");
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { tab?: string };
  const tab: Tab = TABS.find((known) => known === search.tab) ?? "overview";
  const organisation = useQuery(organisationQuery(org));
  if (organisation.error) {
    return <Trouble error={organisation.error} />;
  }
  if (!organisation.data) {
    return <Loader aria-label={t("loading")} />;
  }
  return (
    <>
      <h1>
        <Said text={organisation.data.name} />
      </h1>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(wanted) => void navigate({ to: ".", search: { tab: wanted } as never })}
      >
        <Tabs.List mb="md">
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="overview">
          <Overview organisation={organisation.data} />
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <PeoplePanel org={org} />
        </Tabs.Panel>
        <Tabs.Panel value="raci">
          <RaciPanel org={org} />
        </Tabs.Panel>
        <Tabs.Panel value="authority">
          <AuthorityPanel org={org} />
        </Tabs.Panel>
        <Tabs.Panel value="protected">
          <ProtectedPanel org={org} />
        </Tabs.Panel>
        <Tabs.Panel value="assets">
          <AssetsPanel org={org} />
        </Tabs.Panel>
        <Tabs.Panel value="tokens">
          <Tokens org={org} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <Versions org={org} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
