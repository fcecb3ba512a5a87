import {
  Button,
  FileInput,
  Group,
  NumberInput,
  Radio,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { api, Refusal, type Schemas } from "../../api/request";
import { useAuthored } from "../../parts/authored";
import { OF_INCIDENTS, useChange } from "../../parts/change";
import { useDraft } from "../../parts/draft";
import { useAddingEvidence } from "../../parts/evidence";
import { useWhy } from "../../parts/problem";
import { Told, Trouble } from "../../parts/Trouble";

type Task = Schemas["TaskView"];
type Field = Schemas["TaskViewField"];
type Values = Record<string, unknown>;

interface Answers {
  values: Values;
  comment: string;
}

const EMPTY: Answers = { values: {}, comment: "" };

/** The form of a task. It claims the task where that has not been done, and keeps what was typed until it is taken. */
export function TaskForm({ task, onDone }: { task: Task; onDone?: () => void }) {
  const t = useTranslations("tasks");
  const authored = useAuthored();
  const draft = useDraft<Answers>(`task.${task.id}`, EMPTY);
  const { values, comment } = draft.value;
  const complete = useChange(
    async (answers: Answers) => {
      const path = { params: { path: { id: task.id } } };
      if (task.state === "open") {
        await api.POST("/api/v1/tasks/{id}/claim", path);
      }
      await api.POST("/api/v1/tasks/{id}/complete", {
        ...path,
        body: {
          values: answered(task.form.fields, answers.values),
          comment: answers.comment.trim() || null,
        } as never,
      });
    },
    {
      shownBy: OF_INCIDENTS,
      done: () => t("completed", { name: authored(task, "name") }),
      after: (_, answers) => {
        draft.sent(answers);
        onDone?.();
      },
    },
  );
  const findings =
    complete.error instanceof Refusal
      ? new Map(complete.error.findings.map((finding) => [finding.field, finding.message]))
      : new Map<string, string>();
  const nameOf = (field: string) => {
    const asked = task.form.fields.find(({ name }) => field === `values.${name}`);
    return asked ? authored(asked, "label") : field === "comment" ? t("comment") : undefined;
  };
  const told = (field: string) => {
    const message = findings.get(field);
    return message && <Told text={message} />;
  };
  const [unanswered, setUnanswered] = useState<string[]>([]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A playbook goes one way or the other by such an answer: nobody's silence may choose it.
    const silent = task.form.fields.filter(
      ({ type, name }) => type === "boolean" && values[name] === undefined,
    );
    setUnanswered(silent.map(({ name }) => name));
    if (silent.length === 0) {
      complete.mutate(draft.value);
    }
  };
  const missing = (name: string) =>
    unanswered.includes(name) && values[name] === undefined ? t("yesOrNo") : undefined;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {complete.error && <Trouble error={complete.error} names={nameOf} />}
        {task.form.fields.some(({ name }) => missing(name)) && (
          <p role="alert">{t("unanswered")}</p>
        )}
        {task.form.fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            incident={task.incidentId}
            task={task.id}
            value={values[field.name]}
            error={missing(field.name) ?? told(`values.${field.name}`)}
            onChange={(value) => draft.set({ values: { ...values, [field.name]: value }, comment })}
          />
        ))}
        <Textarea
          label={t("comment")}
          autosize
          minRows={2}
          value={comment}
          error={told("comment")}
          onChange={(event) => draft.set({ values, comment: event.currentTarget.value })}
        />
        <Group justify="flex-end">
          {draft.changed && (
            <Button variant="subtle" color="gray" onClick={draft.forget}>
              {t("clear")}
            </Button>
          )}
          <Button type="submit" loading={complete.isPending}>
            {t("complete")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What nobody touched says nothing, least of all no. */
function answered(fields: Field[], values: Values): Values {
  const answers: Values = {};
  for (const field of fields) {
    const value = values[field.name];
    if (value !== undefined && value !== "") {
      answers[field.name] = value;
    }
  }
  return answers;
}

interface Input {
  field: Field;
  incident: string;
  task: string;
  value: unknown;
  error: ReactNode;
  onChange: (value: unknown) => void;
}

function FieldInput({ field, incident, task, value, error, onChange }: Input) {
  const t = useTranslations("tasks");
  const authored = useAuthored();
  const common = { label: authored(field, "label"), required: field.required, error };
  switch (field.type) {
    case "text":
      return (
        <TextInput
          {...common}
          value={String(value ?? "")}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "longtext":
      return (
        <Textarea
          {...common}
          autosize
          minRows={3}
          value={String(value ?? "")}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "choice":
      return (
        <Radio.Group {...common} value={String(value ?? "")} onChange={onChange}>
          <Stack gap={6} mt={4}>
            {field.options.map((option) => (
              <Radio key={option.value} value={option.value} label={authored(option, "label")} />
            ))}
          </Stack>
        </Radio.Group>
      );
    case "boolean":
      return (
        <Radio.Group
          label={common.label}
          required
          error={error}
          value={value === undefined ? null : String(value)}
          onChange={(said) => onChange(said === "true")}
        >
          <Group gap="md" mt={4}>
            <Radio value="true" label={t("yes")} />
            <Radio value="false" label={t("no")} />
          </Group>
        </Radio.Group>
      );
    case "number":
      return (
        <NumberInput
          {...common}
          value={typeof value === "number" ? value : ""}
          onChange={(number) => onChange(number === "" ? undefined : Number(number))}
        />
      );
    case "date":
      return (
        <TextInput
          {...common}
          type="date"
          value={String(value ?? "")}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "file":
      return (
        <EvidenceInput
          {...common}
          note={field.label}
          incident={incident}
          task={task}
          value={value}
          onChange={onChange}
        />
      );
  }
}

/** A file goes to the incident's evidence first; the answer is the id that it has there. */
function EvidenceInput({
  note,
  incident,
  task,
  value,
  error,
  onChange,
  ...common
}: Omit<Input, "field"> & {
  label: string;
  /** What stands with the file for readers of either language: the author's own words. */
  note: string;
  required: boolean;
}) {
  const t = useTranslations("tasks");
  const why = useWhy();
  const [name, setName] = useState<string>();
  const keep = useAddingEvidence(incident, task);
  const add = useChange((file: File) => keep(file, note), {
    shownBy: ["incident"],
    after: (added) => {
      setName(added.name);
      onChange(added.id);
    },
  });
  return (
    <FileInput
      {...common}
      placeholder={value ? (name ?? t("fileKept")) : t("chooseFile")}
      error={error ?? (add.error && why(add.error))}
      disabled={add.isPending}
      value={null}
      onChange={(file) => file && add.mutate(file)}
    />
  );
}
