import {
  Button,
  Checkbox,
  Group,
  Select,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useRef } from "react";
import { useTranslations } from "use-intl";
import { api, body, Refusal } from "../../api/request";
import { useAuthored } from "../../parts/authored";
import { OF_INCIDENTS, useChange } from "../../parts/change";
import { useDraft } from "../../parts/draft";
import { playbooksQuery } from "../../parts/installed";
import { organisationsQuery } from "../../parts/organisations";
import { Told, Trouble } from "../../parts/Trouble";
import { useWords } from "../../parts/words";
import { useSession } from "../../shell/session";
import { Stopped } from "../clients/Stopped";
import classes from "./OpeningPage.module.css";

const SEVERITIES = ["critical", "high", "medium", "low", "informational"] as const;
const INVOLVED = ["hosts", "users", "ips"] as const;
const BY_A_PERSON = "triage-by-a-person";

const NEW = {
  client: null as string | null,
  title: "",
  severity: "high",
  category: "unclassified",
  known: "",
  involved: { hosts: [], users: [], ips: [] } as Record<(typeof INVOLVED)[number], string[]>,
  start: true,
};

/** What each category is worked by: the playbooks that are installed say so. */
function usePlaybooks() {
  const playbooks = useQuery(playbooksQuery);
  const items = playbooks.data?.items ?? [];
  return {
    error: playbooks.error,
    categories: items.flatMap(({ categories }) => categories),
    of: (category: string) => items.find(({ categories }) => categories.includes(category)),
  };
}

/** A key that stays as long as the content does: what is sent again because its answer was lost opens nothing twice. */
function useKeyOfContent(): (content: string) => string {
  const kept = useRef({ content: "", key: "" });
  return (content) => {
    if (kept.current.content !== content) {
      kept.current = { content, key: crypto.randomUUID() };
    }
    return kept.current.key;
  };
}

/** Opens an incident that no alert told of. */
export function OpeningPage() {
  const t = useTranslations("incidents.opening");
  const words = useWords();
  const authored = useAuthored();
  const navigate = useNavigate();
  const session = useSession();
  const draft = useDraft("opening", NEW);
  const typed = draft.value;
  const set = (change: Partial<typeof NEW>) => draft.set({ ...typed, ...change });
  const organisations = useQuery(organisationsQuery);
  const clients = (organisations.data?.items ?? []).filter(({ kind }) => kind === "client");
  const client = typed.client ?? (session.party === "client" ? session.organisation : null);
  const playbooks = usePlaybooks();
  const playbook = playbooks.of(typed.category);
  const keyOf = useKeyOfContent();
  const open = useChange(
    (wanted: typeof NEW) => {
      const opening = {
        organisation: client,
        title: wanted.title,
        severity: wanted.severity,
        category: wanted.category,
        text: wanted.known,
        entities: wanted.involved,
        ...(wanted.start ? {} : { playbook: BY_A_PERSON }),
      };
      const header = { "Idempotency-Key": keyOf(JSON.stringify(opening)) };
      return body(api.POST("/api/v1/incidents", { body: opening, params: { header } }));
    },
    {
      shownBy: [...OF_INCIDENTS, "queue-head", "facets"],
      done: ({ number }) => t("done", { number }),
      after: ({ id }, wanted) => {
        draft.sent(wanted);
        void navigate({ to: `/incidents/${id}` });
      },
    },
  );
  const findings = new Map(
    open.error instanceof Refusal
      ? open.error.findings.map(({ field, message }) => [
          field,
          <Told key={field} text={message} />,
        ])
      : [],
  );
  const names: Record<string, string> = {
    organisation: t("client"),
    title: t("name"),
    severity: t("severity"),
    category: t("category"),
    text: t("known"),
    ...Object.fromEntries(INVOLVED.map((kind) => [`entities.${kind}`, t(kind)])),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    open.mutate(typed);
  };
  return (
    <>
      <h1>{t("title")}</h1>
      <p className={classes.lead}>{t("lead")}</p>
      <section className={classes.panel} aria-label={t("title")}>
        <form onSubmit={submit} noValidate>
          <Stack gap="md" maw={720}>
            {open.error && <Trouble error={open.error} names={(field) => names[field]} />}
            {(organisations.error ?? playbooks.error) && (
              <Trouble error={(organisations.error ?? playbooks.error) as Error} />
            )}
            <Select
              label={t("client")}
              required
              searchable
              data={clients.map(({ id, name }) => ({ value: id, label: name }))}
              allowDeselect={false}
              value={client}
              error={findings.get("organisation")}
              onChange={(id) => set({ client: id })}
            />
            {client && <Stopped org={client} />}
            <TextInput
              label={t("name")}
              description={t("nameHint")}
              required
              maxLength={300}
              value={typed.title}
              error={findings.get("title")}
              onChange={(event) => set({ title: event.currentTarget.value })}
            />
            <Group grow align="flex-start">
              <Select
                label={t("severity")}
                required
                data={SEVERITIES.map((value) => ({ value, label: words(value) }))}
                allowDeselect={false}
                value={typed.severity}
                error={findings.get("severity")}
                onChange={(severity) => set({ severity: severity ?? NEW.severity })}
              />
              <Select
                label={t("category")}
                required
                searchable
                data={playbooks.categories
                  .map((value) => ({ value, label: words(value) }))
                  .sort((a, b) => a.label.localeCompare(b.label))}
                allowDeselect={false}
                value={typed.category}
                error={findings.get("category")}
                onChange={(category) => set({ category: category ?? NEW.category })}
              />
            </Group>
            {playbook && playbook.key !== BY_A_PERSON && (
              <Checkbox
                label={t("playbook", { name: authored(playbook, "name") || playbook.key })}
                description={t("playbookHint")}
                checked={typed.start}
                onChange={(event) => set({ start: event.currentTarget.checked })}
              />
            )}
            <Textarea
              label={t("known")}
              description={t("knownHint")}
              required
              autosize
              minRows={4}
              maxLength={5000}
              value={typed.known}
              error={findings.get("text")}
              onChange={(event) => set({ known: event.currentTarget.value })}
            />
            <fieldset className={classes.involved}>
              <legend>{t("involved")}</legend>
              <p>{t("involvedHint")}</p>
              <Stack gap="sm">
                {INVOLVED.map((kind) => (
                  <TagsInput
                    key={kind}
                    label={t(kind)}
                    value={typed.involved[kind]}
                    error={findings.get(`entities.${kind}`)}
                    acceptValueOnBlur
                    onChange={(values) => set({ involved: { ...typed.involved, [kind]: values } })}
                  />
                ))}
              </Stack>
            </fieldset>
            <Group justify="flex-end">
              <Button
                variant="default"
                onClick={() => {
                  draft.forget();
                  void navigate({ to: "/incidents" });
                }}
              >
                {t("cancel")}
              </Button>
              <Button
                type="submit"
                loading={open.isPending}
                disabled={client === null || typed.title.trim() === "" || typed.known.trim() === ""}
              >
                {t("deed")}
              </Button>
            </Group>
          </Stack>
        </form>
      </section>
    </>
  );
}
