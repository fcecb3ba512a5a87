import { Button, Loader, Table, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { Empty } from "../../parts/Empty";
import { OrganisationSelect } from "../../parts/organisations";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import { useWho } from "../../parts/who";
import { useSession } from "../../shell/session";
import classes from "./Administration.module.css";
import { ActionSelect, useActionWords } from "./actions";
import { Verification } from "./Verification";

type Asked = Partial<
  Record<"actor" | "action" | "subject" | "client" | "from" | "to", string | undefined>
>;

/** Who did what in an organisation, newest first, and whether the record of it is whole. */
export function Audit() {
  const t = useTranslations("administration.audit");
  const own = useSession().organisation;
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Asked;
  const { client, ...filters } = search;
  const org = client ?? own;
  const ask = (next: Asked) =>
    void navigate({ to: ".", search: { ...search, ...next } as never, replace: true });
  const trail = useInfiniteQuery({
    queryKey: ["audit", org, filters],
    queryFn: ({ pageParam }) =>
      body(
        api.GET("/api/v1/organisations/{org}/audit", {
          params: {
            path: { org },
            query: { ...asParameters(filters), ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const entries = trail.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Verification key={org} org={org} />
      <div className={classes.asked}>
        <OrganisationSelect
          label={t("organisation")}
          value={org}
          onChange={(next) => ask({ client: next ?? undefined })}
        />
        <Filtering key={JSON.stringify(filters)} asked={filters} onAsk={ask} />
      </div>
      {trail.error && <Trouble error={trail.error} />}
      {trail.isPending && <Loader aria-label={t("loading")} />}
      {trail.data && entries.length === 0 && <Empty title={t("none")}>{t("noneText")}</Empty>}
      {entries.length > 0 && <Entries entries={entries} />}
      {trail.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={trail.isFetchingNextPage}
          onClick={() => void trail.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </>
  );
}

/** The days of the reader's zone, both in it, as the interface takes them. */
function asParameters({ from, to, ...rest }: Asked): Record<string, string> {
  const parameters: Record<string, string> = { ...rest } as Record<string, string>;
  if (from) {
    parameters.from = new Date(`${from}T00:00:00`).toISOString();
  }
  if (to) {
    const next = new Date(`${to}T00:00:00`);
    next.setDate(next.getDate() + 1);
    parameters.to = next.toISOString();
  }
  return parameters;
}

function Filtering({ asked, onAsk }: { asked: Asked; onAsk: (next: Asked) => void }) {
  const t = useTranslations("administration.audit");
  const [typed, setTyped] = useState<Asked>(asked);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = Object.fromEntries(
      Object.entries(typed).map(([key, value]) => [key, value?.trim() || undefined]),
    );
    onAsk(given);
  };
  const field = (name: keyof Asked, type: "text" | "date") => (
    <TextInput
      key={name}
      size="sm"
      type={type}
      label={t(`fields.${name}` as "fields.actor")}
      value={typed[name] ?? ""}
      onChange={({ currentTarget: { value } }) => setTyped({ ...typed, [name]: value })}
    />
  );
  return (
    <form className={classes.asked} onSubmit={submit}>
      {field("actor", "text")}
      <ActionSelect
        label={t("fields.action")}
        value={typed.action}
        onChange={(action) => setTyped({ ...typed, action })}
      />
      {field("subject", "text")}
      {field("from", "date")}
      {field("to", "date")}
      <Button type="submit" variant="default">
        {t("show")}
      </Button>
    </form>
  );
}

/** In words, with the code that scripts and exports have. */
function Action({ code }: { code: string }) {
  const words = useActionWords();
  const said = words(code);
  return (
    <>
      {said}
      {said !== code && <div className={classes.action}>{code}</div>}
    </>
  );
}

function Entries({ entries }: { entries: Schemas["AuditEntryView"][] }) {
  const t = useTranslations("administration.audit");
  const format = useFormatter();
  const who = useWho();
  return (
    <div className={classes.scroll}>
      <Table highlightOnHover className={classes.people}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="right">{t("number")}</Table.Th>
            <Table.Th>{t("at")}</Table.Th>
            <Table.Th>{t("fields.actor")}</Table.Th>
            <Table.Th>{t("fields.action")}</Table.Th>
            <Table.Th>{t("fields.subject")}</Table.Th>
            <Table.Th>{t("detail")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.number}>
              <Table.Td className={classes.number}>{format.number(entry.number)}</Table.Td>
              <Table.Td className={classes.moment}>
                <At at={entry.at} />
              </Table.Td>
              <Table.Td data-name={t("fields.actor")}>
                <Said text={who(entry.actor)} />
              </Table.Td>
              <Table.Td data-name={t("fields.action")}>
                <Action code={entry.action} />
              </Table.Td>
              <Table.Td data-name={t("fields.subject")}>
                <Said text={entry.subject} />
              </Table.Td>
              <Table.Td className={classes.detail}>
                <details>
                  <summary>{t("open")}</summary>
                  <pre>
                    <Said text={JSON.stringify(entry.detail, null, 2)} />
                  </pre>
                  <div className={classes.dim}>
                    {t("hash")} <code>{entry.hash}</code>
                  </div>
                </details>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
