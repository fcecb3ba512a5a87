import { Button, Group, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { api, type Schemas } from "../../api/request";
import { Beyond } from "../../parts/Beyond";
import { useChange } from "../../parts/change";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { At, When } from "../../parts/When";
import { useWho } from "../../parts/who";
import { useNow } from "../../shell/now";
import { has, useSession } from "../../shell/session";
import classes from "./Comments.module.css";
import { Mentioning } from "./Mentioning";
import { commentsQuery } from "./queries";
import { WriteComment } from "./WriteComment";

type Comment = Schemas["Comment"];

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
      {has(session, "responder", "lead", "admin") && <WriteComment incident={incident} />}
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
        <Mentioning text={comment.text} mentions={comment.mentions} />
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
