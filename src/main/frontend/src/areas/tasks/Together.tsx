import { Button, Group, Select, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { api, type Schemas } from "../../api/request";
import { useOrganisationName } from "../../parts/ClientName";
import { OF_INCIDENTS, useChange } from "../../parts/change";
import { Dialog } from "../../parts/Dialog";
import { useDraft } from "../../parts/draft";
import { spelledOut } from "../../parts/revealed";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { When } from "../../parts/When";
import { useWho } from "../../parts/who";
import { peopleQuery } from "../incidents/queries";
import classes from "./Together.module.css";

type Task = Schemas["TaskView"];

/** What people said about a step, asked each other, and how it goes to somebody else. */
export function Together({ task }: { task: Task }) {
  const t = useTranslations("tasks");
  const who = useWho();
  const [doing, setDoing] = useState<"ask" | "handOver">();
  return (
    <div className={classes.together}>
      {(task.notes.length > 0 || task.questions.length > 0) && (
        <>
          <h3>{t("notes")}</h3>
          <ul>
            {task.notes.map((note) => (
              <li key={note.id}>
                <strong>{who(note.by)}</strong> <When at={note.at} />: <Said text={note.text} />
              </li>
            ))}
            {task.questions.map((question) => (
              <li key={question.id}>
                <strong>{who(question.askedBy)}</strong> <When at={question.askedAt} />:{" "}
                <Said text={question.question} />
                <p>
                  {question.answer == null ? (
                    t("openQuestion", { who: question.of.name })
                  ) : (
                    <>
                      <strong>{who(question.answeredBy ?? "")}</strong>:{" "}
                      <Said text={question.answer} />
                    </>
                  )}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      <Note task={task} />
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => setDoing("ask")}>
          {t("ask")}
        </Button>
        {task.mayDo && (
          <Button size="xs" variant="default" onClick={() => setDoing("handOver")}>
            {t("handOver")}
          </Button>
        )}
      </Group>
      {doing === "ask" && <Ask task={task} onClose={() => setDoing(undefined)} />}
      {doing === "handOver" && <HandOver task={task} onClose={() => setDoing(undefined)} />}
    </div>
  );
}

function Note({ task }: { task: Task }) {
  const t = useTranslations("tasks");
  const draft = useDraft(`note-of-task.${task.id}`, "");
  const add = useChange(
    (comment: string) =>
      api.POST("/api/v1/tasks/{id}/comment", {
        params: { path: { id: task.id } },
        body: { comment },
      }),
    { shownBy: OF_INCIDENTS, after: (_, comment) => draft.sent(comment) },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(draft.value);
  };
  return (
    <form onSubmit={submit}>
      {add.error && <Trouble error={add.error} />}
      <Group gap="xs" align="flex-end" my="xs">
        <Textarea
          flex={1}
          size="xs"
          autosize
          minRows={1}
          label={t("note")}
          value={draft.value}
          onChange={(event) => draft.set(event.currentTarget.value)}
        />
        <Button
          type="submit"
          size="xs"
          variant="default"
          disabled={draft.value.trim() === ""}
          loading={add.isPending}
        >
          {t("addNote")}
        </Button>
      </Group>
    </form>
  );
}

interface Doing {
  task: Task;
  onClose: () => void;
}

/** Somebody of this incident, and of which organisation they are. */
function useCalled(): (person: Schemas["IncidentPerson"]) => string {
  const nameOf = useOrganisationName();
  return ({ name, organisation }) => spelledOut(`${name} (${nameOf(organisation)})`);
}

function Ask({ task, onClose }: Doing) {
  const t = useTranslations("tasks");
  const called = useCalled();
  const people = useQuery(peopleQuery(task.incidentId));
  const [of, setOf] = useState<string | null>(null);
  const draft = useDraft(`question.${task.id}`, "");
  const ask = useChange(
    (question: string) =>
      api.POST("/api/v1/tasks/{id}/ask", {
        params: { path: { id: task.id } },
        body: { of, question },
      }),
    {
      shownBy: OF_INCIDENTS,
      done: () => t("asked"),
      after: (_, question) => {
        draft.sent(question);
        onClose();
      },
    },
  );
  return (
    <WithSomebody
      title={t("ask")}
      deed={t("askIt")}
      whom={t("askOf")}
      what={t("question")}
      people={(people.data?.items ?? []).map((person) => ({
        value: `${person.organisation}/${person.id}`,
        label: called(person),
      }))}
      person={of}
      onPerson={setOf}
      text={draft.value}
      onText={draft.set}
      error={ask.error ?? people.error}
      pending={ask.isPending}
      onDo={() => ask.mutate(draft.value)}
      onClose={onClose}
    />
  );
}

function HandOver({ task, onClose }: Doing) {
  const t = useTranslations("tasks");
  const called = useCalled();
  const people = useQuery(peopleQuery(task.incidentId));
  const [to, setTo] = useState<string | null>(null);
  const draft = useDraft(`handover.${task.id}`, "");
  const handOver = useChange(
    (note: string) =>
      api.POST("/api/v1/tasks/{id}/hand-over", {
        params: { path: { id: task.id } },
        body: { to, note },
      }),
    {
      shownBy: OF_INCIDENTS,
      done: () => t("handed"),
      after: (_, note) => {
        draft.sent(note);
        onClose();
      },
    },
  );
  return (
    <WithSomebody
      title={t("handOver")}
      deed={t("handIt")}
      whom={t("handTo")}
      what={t("handNote")}
      people={(people.data?.items ?? [])
        .filter((person) => person.party === task.responsible.party)
        .map((person) => ({ value: person.id, label: called(person) }))}
      person={to}
      onPerson={setTo}
      text={draft.value}
      onText={draft.set}
      error={handOver.error ?? people.error}
      pending={handOver.isPending}
      onDo={() => handOver.mutate(draft.value)}
      onClose={onClose}
    />
  );
}

/** A dialog about a person and some words for them. */
function WithSomebody(asked: {
  title: string;
  deed: string;
  whom: string;
  what: string;
  people: { value: string; label: string }[];
  person: string | null;
  onPerson: (person: string | null) => void;
  text: string;
  onText: (text: string) => void;
  error: Error | null;
  pending: boolean;
  onDo: () => void;
  onClose: () => void;
}) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    asked.onDo();
  };
  return (
    // What is written stays as a draft.
    <Dialog opened typed={false} onClose={asked.onClose} title={asked.title}>
      <form onSubmit={submit}>
        <Stack>
          {asked.error && <Trouble error={asked.error} />}
          <Select
            label={asked.whom}
            required
            searchable
            data-autofocus
            data={asked.people}
            value={asked.person}
            onChange={asked.onPerson}
          />
          <Textarea
            label={asked.what}
            required
            autosize
            minRows={3}
            value={asked.text}
            onChange={(event) => asked.onText(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button
              type="submit"
              loading={asked.pending}
              disabled={asked.person === null || asked.text.trim() === ""}
            >
              {asked.deed}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
