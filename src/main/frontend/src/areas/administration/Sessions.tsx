import { Button, Loader, Table, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { api, type Schemas } from "../../api/request";
import { useChange } from "../../parts/change";
import { Empty } from "../../parts/Empty";
import { OrganisationSelect } from "../../parts/organisations";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { useTyped } from "../../parts/typed";
import { At, When } from "../../parts/When";
import { useSession } from "../../shell/session";
import classes from "./Administration.module.css";
import { sessionsQuery } from "./queries";

/** Where the people of an organisation are signed in; each can be ended. */
export function Sessions() {
  const t = useTranslations("administration.sessions");
  const own = useSession().organisation;
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { client?: string; text?: string };
  const org = search.client ?? own;
  const ask = (next: Record<string, string | undefined>) =>
    void navigate({ to: ".", search: { ...search, ...next } as never, replace: true });
  const [typed, setTyped] = useTyped(search.text ?? "", (text) => ask({ text: text || undefined }));
  const text = typed.trim().toLowerCase();
  const sessions = useQuery(sessionsQuery(org));
  const end = useChange(
    (id: string) =>
      api.DELETE("/api/v1/organisations/{org}/sessions/{id}", { params: { path: { org, id } } }),
    { shownBy: ["sessions", "people"], done: () => t("ended") },
  );
  const shown = (sessions.data?.items ?? []).filter((session) =>
    `${session.person} ${session.address}`.toLowerCase().includes(text),
  );
  const error = sessions.error ?? end.error;
  return (
    <>
      <p className={classes.text}>{t("text")}</p>
      <div className={classes.asked}>
        <OrganisationSelect
          label={t("organisation")}
          value={org}
          onChange={(client) => ask({ client: client ?? undefined })}
        />
        <TextInput
          aria-label={t("find")}
          placeholder={t("find")}
          leftSection={<IconSearch size={16} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      {error && <Trouble error={error} />}
      {sessions.isPending && <Loader aria-label={t("loading")} />}
      {sessions.data && shown.length === 0 && <Empty title={t("none")} />}
      {shown.length > 0 && (
        <div className={classes.scroll}>
          <Table highlightOnHover className={classes.people}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("person")}</Table.Th>
                <Table.Th>{t("where")}</Table.Th>
                <Table.Th>{t("with")}</Table.Th>
                <Table.Th>{t("since")}</Table.Th>
                <Table.Th>{t("used")}</Table.Th>
                <Table.Th>
                  <span className="hear-only">{t("end")}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((session) => (
                <Row
                  key={session.id}
                  session={session}
                  ending={end.isPending && end.variables === session.id}
                  onEnd={() => end.mutate(session.id)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </>
  );
}

function Row({
  session,
  ending,
  onEnd,
}: {
  session: Schemas["SessionsSessionInList"];
  ending: boolean;
  onEnd: () => void;
}) {
  const t = useTranslations("administration.sessions");
  return (
    <Table.Tr>
      <Table.Td>
        <strong>{session.person}</strong>
      </Table.Td>
      <Table.Td>
        {session.address}
        <div className={classes.dim}>
          <Said text={session.userAgent || t("unknown")} />
        </div>
      </Table.Td>
      <Table.Td data-name={t("with")}>{session.signedInWith}</Table.Td>
      <Table.Td className={classes.moment} data-name={t("since")}>
        <At at={session.startedAt} />
      </Table.Td>
      <Table.Td className={classes.moment} data-name={t("used")}>
        <When at={session.lastUsedAt} />
      </Table.Td>
      <Table.Td ta="right">
        {session.current ? (
          <strong>{t("this")}</strong>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            loading={ending}
            onClick={onEnd}
            aria-label={t("endOf", { person: session.person })}
          >
            {t("end")}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
