import { Button, Group, Loader, TextInput } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { Empty } from "../../parts/Empty";
import { ExamplesNote, useExamples } from "../../parts/examples";
import { organisationsQuery } from "../../parts/organisations";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { has, useSession } from "../../shell/session";
import classes from "./ClientsPage.module.css";
import { countryName } from "./countries";
import { LocalTime } from "./LocalTime";
import { OrganisationForm } from "./OrganisationForm";

/** So many, and somebody wants to search in them. */
const MANY = 8;

/** Every organisation in reach. */
export function ClientsPage() {
  const t = useTranslations("clients");
  const session = useSession();
  const organisations = useQuery(organisationsQuery);
  const [adding, setAdding] = useState(false);
  const [wanted, setWanted] = useState("");
  const { isShown } = useExamples();
  const items = organisations.data?.items.filter(({ id }) => isShown(id)) ?? [];
  const looked = wanted.trim().toLowerCase();
  const shown = items.filter((one) => `${one.name} ${one.id}`.toLowerCase().includes(looked));
  const clients = shown.filter((one) => one.kind === "client");
  const provider = shown.filter((one) => one.kind === "provider");
  const mayAdd = session.party === "provider" && has(session, "admin");
  return (
    <div className={classes.page}>
      <Group justify="space-between" mb="sm">
        <h1 className={classes.title}>{t("title")}</h1>
        {mayAdd && (
          <Button
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t("form.add")}
          </Button>
        )}
      </Group>
      <ExamplesNote />
      {organisations.error && <Trouble error={organisations.error} />}
      {organisations.isPending && <Loader aria-label={t("loading")} />}
      {items.length > MANY && (
        <TextInput
          size="xs"
          maw="20rem"
          mb="sm"
          type="search"
          label={t("find")}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      {organisations.data && clients.length === 0 && (
        <Empty title={t(looked === "" ? "none" : "noneFound")}>
          {looked === "" && mayAdd && t("noneText")}
        </Empty>
      )}
      <List organisations={clients} label={t("title")} />
      {provider.length > 0 && (
        <>
          <h2 className={classes.sub}>{t("provider")}</h2>
          <List organisations={provider} label={t("provider")} />
        </>
      )}
      {adding && <OrganisationForm organisation={null} onClose={() => setAdding(false)} />}
    </div>
  );
}

function List({
  organisations,
  label,
}: {
  organisations: Schemas["OrganisationView"][];
  label: string;
}) {
  return (
    organisations.length > 0 && (
      <ul className={classes.list} aria-label={label}>
        {organisations.map((organisation) => (
          <li key={organisation.id}>
            <Link to={`/clients/${organisation.id}` as string}>
              <strong>
                <Said text={organisation.name} />
              </strong>
              <span className={classes.id}>{organisation.id}</span>
              <span>{countryName(organisation.country)}</span>
              <span className={classes.clock}>
                <LocalTime zone={organisation.timeZone} /> <small>{organisation.timeZone}</small>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    )
  );
}
