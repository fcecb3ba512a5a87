import { Button, Loader, Menu, Select, Table, TextInput } from "@mantine/core";
import { IconChevronDown, IconSearch, IconUserPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Empty } from "../../parts/Empty";
import { OrganisationSelect } from "../../parts/organisations";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { useTyped } from "../../parts/typed";
import { When } from "../../parts/When";
import { useWords } from "../../parts/words";
import { useSession } from "../../shell/session";
import classes from "./Administration.module.css";
import { HandingOutCode } from "./HandingOutCode";
import { type Person, usersQuery } from "./queries";
import { TakingFactors } from "./TakingFactors";

const KINDS = ["all", "password-only", "none"] as const;
type Kind = (typeof KINDS)[number];

/** What somebody does about a person. */
type Deed = { person: Person; what: "code" | "factors" };

/** Everybody who can sign in or is to: with what, and whether they are. */
export function Users() {
  const t = useTranslations("administration.users");
  const own = useSession().organisation;
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { client?: string; text?: string; kind?: string };
  const client = search.client ?? null;
  const kind = KINDS.find((known) => known === search.kind) ?? "all";
  const [deed, setDeed] = useState<Deed>();
  const users = useQuery(usersQuery(client));
  const ask = (next: Record<string, string | undefined>) =>
    void navigate({ to: ".", search: { ...search, ...next } as never, replace: true });
  const [typed, setTyped] = useTyped(search.text ?? "", (text) => ask({ text: text || undefined }));
  const shown = (users.data?.items ?? []).filter(
    (person) => isOf(person, kind) && isMeant(person, typed),
  );
  return (
    <>
      <p className={classes.text}>{t("text")}</p>
      <div className={classes.asked}>
        <TextInput
          aria-label={t("find")}
          placeholder={t("find")}
          leftSection={<IconSearch size={16} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <OrganisationSelect
          label={t("organisation")}
          all={t("allOrganisations")}
          value={client}
          onChange={(next) => ask({ client: next ?? undefined })}
        />
        <Select
          aria-label={t("kind")}
          data={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          allowDeselect={false}
          value={kind}
          onChange={(next) => ask({ kind: next === "all" ? undefined : (next ?? undefined) })}
        />
        <Button
          component={Link}
          to={`/clients/${client ?? own}`}
          search={{ tab: "people" } as never}
          variant="default"
          leftSection={<IconUserPlus size={16} />}
        >
          {t("add")}
        </Button>
      </div>
      {users.error && <Trouble error={users.error} />}
      {users.isPending && <Loader aria-label={t("loading")} />}
      {users.data && shown.length === 0 && <Empty title={t("none")}>{t("noneText")}</Empty>}
      {shown.length > 0 && <People people={shown} onDeed={setDeed} />}
      {deed?.what === "code" && (
        <HandingOutCode person={deed.person} onClose={() => setDeed(undefined)} />
      )}
      {deed?.what === "factors" && (
        <TakingFactors person={deed.person} onClose={() => setDeed(undefined)} />
      )}
    </>
  );
}

function isOf(person: Person, kind: Kind): boolean {
  switch (kind) {
    case "all":
      return true;
    case "password-only":
      return person.password && !person.authenticator && person.passkeys === 0;
    case "none":
      return !person.password && person.passkeys === 0;
  }
}

function isMeant(person: Person, text: string): boolean {
  return `${person.name} ${person.organisation}/${person.id} ${person.email ?? ""} ${person.roles.join(" ")}`
    .toLowerCase()
    .includes(text.trim().toLowerCase());
}

function People({ people, onDeed }: { people: Person[]; onDeed: (deed: Deed) => void }) {
  const t = useTranslations("administration.users");
  const words = useWords();
  return (
    <div className={classes.scroll}>
      <Table highlightOnHover className={classes.people}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("person")}</Table.Th>
            <Table.Th>{t("roles")}</Table.Th>
            <Table.Th>{t("means")}</Table.Th>
            <Table.Th>{t("sessions")}</Table.Th>
            <Table.Th>
              <span className="hear-only">{t("deeds")}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr key={`${person.organisation}/${person.id}`}>
              <Table.Td>
                <strong>
                  <Said text={person.name} />
                </strong>
                <div className={classes.dim}>
                  {person.organisation}/{person.id}
                  {person.email && <> · {person.email}</>}
                </div>
              </Table.Td>
              <Table.Td data-name={t("roles")}>{person.roles.map(words).join(", ")}</Table.Td>
              <Table.Td data-name={t("means")}>
                <Means person={person} />
              </Table.Td>
              <Table.Td data-name={person.sessions > 0 ? t("sessions") : undefined}>
                {person.sessions > 0 && (
                  <>
                    <Link
                      to="/administration/sessions"
                      search={{ client: person.organisation, text: person.id } as never}
                    >
                      {t("sessionCount", { count: person.sessions })}
                    </Link>
                    {person.lastSeen && (
                      <div className={classes.dim}>
                        <When at={person.lastSeen} />
                      </div>
                    )}
                  </>
                )}
              </Table.Td>
              <Table.Td ta="right">
                <Deeds person={person} onDeed={onDeed} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Means({ person }: { person: Person }) {
  const t = useTranslations("administration.users");
  const marks = [
    person.password && t("password"),
    person.authenticator && t("authenticator"),
    person.passkeys > 0 && t("passkeys", { count: person.passkeys }),
  ].filter((mark) => mark !== false);
  return (
    <>
      {marks.length > 0 ? marks.join(", ") : <span>{t("cannot")}</span>}
      {isOf(person, "password-only") && <div className={classes.dim}>{t("noSecond")}</div>}
      {person.codeUntil && (
        <div className={classes.dim}>
          {t.rich("codeHolds", { at: () => <When at={person.codeUntil ?? ""} /> })}
        </div>
      )}
    </>
  );
}

function Deeds({ person, onDeed }: { person: Person; onDeed: (deed: Deed) => void }) {
  const t = useTranslations("administration.users");
  const navigate = useNavigate();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          rightSection={<IconChevronDown size={14} />}
          aria-label={t("deedsFor", { name: person.name })}
        >
          {t("deeds")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onDeed({ person, what: "code" })}>{t("code.ask")}</Menu.Item>
        <Menu.Item
          disabled={!person.authenticator && person.passkeys === 0}
          onClick={() => onDeed({ person, what: "factors" })}
        >
          {t("factors.ask")}
        </Menu.Item>
        <Menu.Item
          onClick={() =>
            void navigate({
              to: `/clients/${person.organisation}`,
              search: { tab: "people" } as never,
            })
          }
        >
          {t("edit")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
