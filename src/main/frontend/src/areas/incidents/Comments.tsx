import { Button, Checkbox, Group, Select, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { api, type Schemas } from "../../api/request";
import { Beyond } from "../../parts/Beyond";
import { useChange } from "../../parts/change";
import { useDraft } from "../../parts/draft";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { At, When } from "../../parts/When";
import { useWho } from "../../parts/who";
import { useNow } from "../../shell/now";
import { has, useSession } from "../../shell/session";
import classes from "./Comments.module.css";
import { commentsQuery, peopleQuery } from "./queries";

type Comment = Schemas["Comment"];

const TLP = ["clear", "green", "amber", "amber+strict", "red"];
const NEW = { text: "", internal: false, tlp: "amber" };

/** What people say to each other; what is internal never reaches the other party. */
export function Comments({ incident }: { incident: Schemas["IncidentView"] }) {
  const t = useTranslations("incidents.comments");
  const session = useSession();
  const comments = useQuery(commentsQuery(incident.id));
  return (
    <Panel title={t("title")}>
      {comments.error && <Trouble error={comments.error} />}
      {comments.data?.items.length === 0 && <p className={classes.none}>{t("none")}</p>}
      {comments.data?.items.map((comment) => (
        <Shown key={comment.id} incident={incident.id} comment={comment} />
      ))}
      {has(session, "responder", "lead", "admin") && <Write incident={incident.id} />}
      <Beyond page={comments.data} />
    </Panel>
  );
}

/** How long its author may put a comment right: milliseconds, as the server has it. */
const MAY_BE_PUT_RIGHT = 15 * 60_000;

function Shown({ incident, comment }: { incident: string; comment: Comment }) {
  const t = useTranslations("incidents.comments");
  const who = useWho();
  const session = useSession();
  const now = useNow();
  const [editing, setEditing] = useState(false);
  const own = comment.author === `${session.organisation}/${session.person}`;
  const early = now - Date.parse(comment.at) < MAY_BE_PUT_RIGHT;
  return (
    <article className={classes.comment} data-internal={comment.internal || undefined}>
      <header>
        <strong>{who(comment.author)}</strong> <When at={comment.at} />
        <span className={classes.tlp} data-tlp={comment.tlp}>
          TLP:{comment.tlp.toUpperCase()}
        </span>
        {comment.internal && <span className={classes.internal}>{t("internal")}</span>}
      </header>
      {editing ? (
        <Correct incident={incident} comment={comment} onEnd={() => setEditing(false)} />
      ) : (
        <Said text={comment.text} />
      )}
      {own && early && !editing && (
        <Button size="compact-xs" variant="subtle" onClick={() => setEditing(true)}>
          {t("edit")}
        </Button>
      )}
      {comment.before.length > 0 && (
        <details className={classes.before}>
          <summary>{t("before")}</summary>
          {comment.before.map((before) => (
            <p key={before.until}>
              <Said text={before.text} /> ({t("until")} <At at={before.until} />)
            </p>
          ))}
        </details>
      )}
    </article>
  );
}

/** Puts one's own comment right. */
function Correct({
  incident,
  comment,
  onEnd,
}: {
  incident: string;
  comment: Comment;
  onEnd: () => void;
}) {
  const t = useTranslations("incidents.comments");
  const [text, setText] = useState(comment.text);
  const correct = useChange(
    () =>
      api.PUT("/api/v1/incidents/{id}/comments/{comment}", {
        params: { path: { id: incident, comment: comment.id } },
        body: { text },
      }),
    { shownBy: ["incident"], after: onEnd },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    correct.mutate();
  };
  return (
    <form onSubmit={submit}>
      {correct.error && <Trouble error={correct.error} />}
      <Textarea
        aria-label={t("edit")}
        autosize
        autoFocus
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="xs" mt="xs">
        <Button
          type="submit"
          size="compact-sm"
          disabled={text.trim() === ""}
          loading={correct.isPending}
        >
          {t("save")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onEnd}>
          {t("cancel")}
        </Button>
      </Group>
    </form>
  );
}

/** A mention that is being typed at the end. */
const BEGUN = /@([\w./-]*)$/;

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

function Write({ incident }: { incident: string }) {
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
          aria-label={t("write")}
          placeholder={t("write")}
          description={meant.map((person) => (
            <button
              key={person.organisation + person.id}
              type="button"
              className={classes.mention}
              onClick={() => mention(person)}
            >
              {person.name} ({person.organisation})
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
