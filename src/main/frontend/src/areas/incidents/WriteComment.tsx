import { Button, Checkbox, Group, Select, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useRef } from "react";
import { useTranslations } from "use-intl";
import { api, type Schemas } from "../../api/request";
import { useOrganisationName } from "../../parts/ClientName";
import { useChange } from "../../parts/change";
import { useDraft } from "../../parts/draft";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { useSession } from "../../shell/session";
import classes from "./Comments.module.css";
import { mentionsOf } from "./mentions";
import { peopleQuery } from "./queries";

const TLP = ["clear", "green", "amber", "amber+strict", "red"];
const NEW = { text: "", internal: false, tlp: "amber" };
const FIELD = "write-comment";

/** Leads to where a comment is written. NB: after the palette, which gives the focus back when it has gone. */
export function writeComment() {
  const field = document.getElementById(FIELD);
  field?.scrollIntoView({ block: "center" });
  window.setTimeout(() => field?.focus(), 250);
}

/** A mention that is being typed at the end; what follows a word, as in a mail address, is none. */
const BEGUN = /(?<![A-Za-z0-9._/@-])@([\w./-]*)$/;

/** Who may be meant by the mention that somebody types; nobody where none is begun. */
function useMeant(incident: string, text: string): Schemas["IncidentPerson"][] {
  const begun = BEGUN.exec(text)?.[1]?.toLowerCase();
  const people = useQuery({ ...peopleQuery(incident), enabled: begun !== undefined });
  if (begun === undefined) {
    return [];
  }
  return (people.data?.items ?? [])
    .filter((person) =>
      `${person.organisation}/${person.id} ${person.name}`.toLowerCase().includes(begun),
    )
    .slice(0, 6);
}

/** Whom the text names without anybody being told: nobody of that name, or somebody who does not read it. */
function useUnheard(incident: string, text: string, internal: boolean) {
  const session = useSession();
  const named = mentionsOf(text);
  const people = useQuery({ ...peopleQuery(incident), enabled: named.length > 0 }).data?.items;
  if (!people) {
    return [];
  }
  return named
    .map(({ organisation, id, said }) => ({
      name: said,
      found: people.filter(
        (person) => person.id === id && (!organisation || person.organisation === organisation),
      ),
    }))
    .filter(({ found }) => !found.some(({ party }) => !internal || party === session.party))
    .map(({ name, found }) => ({ name, known: found.length > 0 }));
}

export function WriteComment({
  incident: { id: incident },
}: {
  incident: Schemas["IncidentView"];
}) {
  const t = useTranslations("incidents.comments");
  const draft = useDraft(`comment.${incident}`, NEW);
  const { text, internal, tlp } = draft.value;
  const add = useChange(
    (comment: typeof NEW) =>
      api.POST("/api/v1/incidents/{id}/comments", {
        params: { path: { id: incident } },
        body: comment,
      }),
    { shownBy: ["incident"], after: (_, comment) => draft.sent(comment) },
  );
  const field = useRef<HTMLTextAreaElement>(null);
  const meant = useMeant(incident, text);
  const nameOf = useOrganisationName();
  const unheard = useUnheard(incident, text, internal);
  const mention = ({ organisation, id }: Schemas["IncidentPerson"]) => {
    draft.set({ ...draft.value, text: text.replace(BEGUN, `@${organisation}/${id} `) });
    // The button that was picked is gone; whoever writes goes on writing.
    field.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(draft.value);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" mt="sm">
        {add.error && <Trouble error={add.error} />}
        <Textarea
          ref={field}
          id={FIELD}
          aria-label={t("write")}
          placeholder={t("write")}
          description={meant.map((person) => (
            <button
              key={person.organisation + person.id}
              type="button"
              className={classes.mention}
              onClick={() => mention(person)}
            >
              <Said text={`${person.name} (${nameOf(person.organisation)})`} />
            </button>
          ))}
          inputWrapperOrder={["label", "input", "description", "error"]}
          autosize
          minRows={2}
          value={text}
          onChange={(event) => draft.set({ ...draft.value, text: event.currentTarget.value })}
          onKeyDown={(event) => {
            const [first] = meant;
            if (event.key === "Enter" && !event.shiftKey && first) {
              event.preventDefault();
              mention(first);
            }
          }}
        />
        {meant.length === 0 &&
          unheard.map(({ name, known }) => (
            <p key={name} role="status" className={classes.unheard}>
              {t(known ? "internalNobody" : "nobody", { name })}
            </p>
          ))}
        <Group gap="sm" justify="space-between">
          <Checkbox
            size="xs"
            label={t("onlyUs")}
            checked={internal}
            onChange={(event) =>
              draft.set({ ...draft.value, internal: event.currentTarget.checked })
            }
          />
          <Group gap="xs">
            <Select
              size="xs"
              w={130}
              aria-label="TLP"
              data={TLP.map((value) => ({ value, label: `TLP:${value.toUpperCase()}` }))}
              allowDeselect={false}
              value={tlp}
              onChange={(value) => draft.set({ ...draft.value, tlp: value ?? "amber" })}
            />
            <Button type="submit" size="xs" disabled={text.trim() === ""} loading={add.isPending}>
              {t("send")}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
