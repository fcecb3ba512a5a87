import { Button, Checkbox, Group, Select, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useTranslations } from "use-intl";
import { api, type Schemas } from "../../api/request";
import { useChange } from "../../parts/change";
import { useDraft } from "../../parts/draft";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { When } from "../../parts/When";
import { useWho } from "../../parts/who";
import { has, useSession } from "../../shell/session";
import classes from "./Comments.module.css";
import { commentsQuery, peopleQuery } from "./queries";

const TLP = ["clear", "green", "amber", "amber+strict", "red"];
const NEW = { text: "", internal: false, tlp: "amber" };

/** What people say to each other; what is internal never reaches the other party. */
export function Comments({ incident }: { incident: Schemas["IncidentView"] }) {
  const t = useTranslations("incidents.comments");
  const who = useWho();
  const session = useSession();
  const comments = useQuery(commentsQuery(incident.id));
  return (
    <Panel title={t("title")}>
      {comments.error && <Trouble error={comments.error} />}
      {comments.data?.items.length === 0 && <p className={classes.none}>{t("none")}</p>}
      {comments.data?.items.map((comment) => (
        <article
          key={comment.id}
          className={classes.comment}
          data-internal={comment.internal || undefined}
        >
          <header>
            <strong>{who(comment.author)}</strong> <When at={comment.at} />
            <span className={classes.tlp} data-tlp={comment.tlp}>
              TLP:{comment.tlp.toUpperCase()}
            </span>
            {comment.internal && <span className={classes.internal}>{t("internal")}</span>}
          </header>
          <Said text={comment.text} />
          {comment.edited && <small> ({t("edited")})</small>}
        </article>
      ))}
      {has(session, "responder", "lead", "admin") && <Write incident={incident.id} />}
    </Panel>
  );
}

/** A mention that is being typed at the end. */
const BEGUN = /@([\w./-]*)$/;

/** Who is meant by a mention that somebody types. */
function Mentions({
  incident,
  text,
  onPick,
}: {
  incident: string;
  text: string;
  onPick: (person: string) => void;
}) {
  const begun = BEGUN.exec(text)?.[1]?.toLowerCase();
  const people = useQuery({ ...peopleQuery(incident), enabled: begun !== undefined });
  if (begun === undefined || !people.data) {
    return null;
  }
  return people.data.items
    .filter((person) =>
      `${person.organisation}/${person.id} ${person.name}`.toLowerCase().includes(begun),
    )
    .slice(0, 6)
    .map((person) => (
      <button
        key={person.organisation + person.id}
        type="button"
        className={classes.mention}
        onClick={() => onPick(`${person.organisation}/${person.id}`)}
      >
        {person.name} ({person.organisation})
      </button>
    ));
}

function Write({ incident }: { incident: string }) {
  const t = useTranslations("incidents.comments");
  const draft = useDraft(`comment.${incident}`, NEW);
  const { text, internal, tlp } = draft.value;
  const add = useChange(
    () =>
      api.POST("/api/v1/incidents/{id}/comments", {
        params: { path: { id: incident } },
        body: { text, internal, tlp },
      }),
    { shownBy: ["incident"], after: draft.forget },
  );
  const mention = (person: string) =>
    draft.set({ ...draft.value, text: text.replace(BEGUN, `@${person} `) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" mt="sm">
        {add.error && <Trouble error={add.error} />}
        <Textarea
          aria-label={t("write")}
          placeholder={t("write")}
          description={<Mentions incident={incident} text={text} onPick={mention} />}
          inputWrapperOrder={["label", "input", "description", "error"]}
          autosize
          minRows={2}
          value={text}
          onChange={(event) => draft.set({ ...draft.value, text: event.currentTarget.value })}
        />
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
