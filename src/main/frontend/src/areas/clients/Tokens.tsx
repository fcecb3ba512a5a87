import { Button, Group, Select, Stack, Table, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { api, body } from "../../api/request";
import { Copy } from "../../parts/Copy";
import { useChange } from "../../parts/change";
import { Dialog } from "../../parts/Dialog";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { At, When } from "../../parts/When";
import { useWho } from "../../parts/who";
import { useWords } from "../../parts/words";
import { has, useSession } from "../../shell/session";
import { ConfirmByName } from "./ConfirmByName";
import { Intro } from "./Intro";
import classes from "./Tokens.module.css";

const ROLES = ["integration", "responder", "lead", "engineer", "auditor", "admin"] as const;

/** Secrets by which products and scripts come in; each is shown once, and can be taken back. */
export function Tokens({ org }: { org: string }) {
  const t = useTranslations("clients.tokens");
  const words = useWords();
  const who = useWho();
  const session = useSession();
  const [making, setMaking] = useState(false);
  const tokens = useQuery({
    queryKey: ["organisation", org, "tokens"],
    queryFn: () =>
      body(
        api.GET("/api/v1/organisations/{org}/tokens", {
          params: { path: { org }, query: { limit: 500 } },
        }),
      ),
    enabled: has(session, "admin"),
  });
  const [ending, setEnding] = useState<{ id: string; name: string } | null>(null);
  const revoke = useChange(
    (id: string) =>
      api.DELETE("/api/v1/organisations/{org}/tokens/{id}", { params: { path: { org, id } } }),
    { shownBy: ["organisation"], done: () => t("revoked"), after: () => setEnding(null) },
  );
  if (!has(session, "admin")) {
    return <Empty title={t("onlyAdmin")} />;
  }
  const standing = tokens.data?.items.filter((token) => token.revokedAt == null) ?? [];
  return (
    <Panel
      title={t("title")}
      aside={
        <Button size="xs" onClick={() => setMaking(true)}>
          {t("make")}
        </Button>
      }
    >
      {tokens.error && <Trouble error={tokens.error} />}
      <Intro>{t("text")}</Intro>
      {tokens.data && standing.length === 0 && <Empty title={t("none")} />}
      {standing.length > 0 && (
        <div className={classes.scroll}>
          <Table className={classes.tokens}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("name")}</Table.Th>
                <Table.Th>{t("role")}</Table.Th>
                <Table.Th>{t("made")}</Table.Th>
                <Table.Th>{t("used")}</Table.Th>
                <Table.Th>
                  <span className="hear-only">{t("revoke")}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {standing.map((token) => (
                <Table.Tr key={token.id}>
                  <Table.Td>
                    <Said text={token.name} />
                    {token.person && ` (${token.person})`}
                  </Table.Td>
                  <Table.Td data-field={t("role")}>{words(token.role)}</Table.Td>
                  <Table.Td data-field={t("made")}>
                    {who(token.createdBy)}, <At at={token.createdAt} />
                  </Table.Td>
                  <Table.Td data-field={t("used")}>
                    {token.lastUsedAt ? <When at={token.lastUsedAt} /> : t("never")}
                  </Table.Td>
                  <Table.Td>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={t("revokeOne", { name: token.name })}
                      onClick={() => {
                        revoke.reset();
                        setEnding({ id: token.id, name: token.name });
                      }}
                    >
                      {t("revoke")}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {ending && (
        <ConfirmByName
          title={t("revokeOne", { name: ending.name })}
          deed={t("revoke")}
          name={ending.name}
          error={revoke.error}
          pending={revoke.isPending}
          onClose={() => setEnding(null)}
          onDo={() => revoke.mutate(ending.id)}
        >
          <p>{t("revokeText")}</p>
        </ConfirmByName>
      )}
      {making && <Making org={org} onClose={() => setMaking(false)} />}
    </Panel>
  );
}

function Making({ org, onClose }: { org: string; onClose: () => void }) {
  const t = useTranslations("clients.tokens");
  const words = useWords();
  const [name, setName] = useState("");
  const [role, setRole] = useState<(typeof ROLES)[number]>("integration");
  const make = useChange(
    () =>
      body(
        api.POST("/api/v1/organisations/{org}/tokens", {
          params: { path: { org } },
          body: { name: name.trim(), role },
        }),
      ),
    { shownBy: ["organisation"] },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  const address = `${window.location.origin}/api/v1/alerts/auto`;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t("make")}
      closeOnClickOutside={!make.data}
      typed={make.data ? false : undefined}
      size="lg"
    >
      {make.data ? (
        <Stack>
          <p>{t("once")}</p>
          <Group gap="xs">
            <code className={classes.secret}>{make.data.token}</code>
            <Copy value={make.data.token} what={t("token")} />
          </Group>
          {role === "integration" && (
            <>
              <p>{t("send")}</p>
              <Group gap="xs">
                <code className={classes.secret}>POST {address}</code>
                <Copy value={address} what={t("address")} />
              </Group>
            </>
          )}
          <Group justify="flex-end">
            <Button onClick={onClose}>{t("kept")}</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            {make.error && <Trouble error={make.error} />}
            <TextInput
              label={t("name")}
              description={t("nameHint")}
              required
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Select
              label={t("role")}
              data={ROLES.map((value) => ({ value, label: words(value) }))}
              allowDeselect={false}
              value={role}
              onChange={(value) => setRole((value ?? "integration") as typeof role)}
            />
            <Group justify="flex-end">
              <Button type="submit" loading={make.isPending} disabled={name.trim() === ""}>
                {t("makeIt")}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
