import { Button, Group, Stack, Textarea } from "@mantine/core";
import type { FormEvent } from "react";
import { useTranslations } from "use-intl";
import { api, type Schemas } from "../../api/request";
import { OF_INCIDENTS, useChange } from "../../parts/change";
import { useDraft } from "../../parts/draft";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { useWho } from "../../parts/who";

/** A question that somebody asked, and the place to answer it. */
export function Answer({ question }: { question: Schemas["QuestionView"] }) {
  const t = useTranslations("tasks");
  const who = useWho();
  const draft = useDraft(`answer.${question.id}`, "");
  const answer = useChange(
    (words: string) =>
      api.POST("/api/v1/questions/{id}/answer", {
        params: { path: { id: question.id } },
        body: { answer: words },
      }),
    { shownBy: OF_INCIDENTS, done: () => t("answered"), after: (_, words) => draft.sent(words) },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    answer.mutate(draft.value);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" mt="sm">
        <p className="preserve">
          {who(question.askedBy)}: <Said text={question.question} />
        </p>
        {answer.error && <Trouble error={answer.error} />}
        <Textarea
          label={t("answer")}
          required
          autosize
          minRows={2}
          value={draft.value}
          onChange={(event) => draft.set(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button
            type="submit"
            size="xs"
            loading={answer.isPending}
            disabled={draft.value.trim() === ""}
          >
            {t("answerIt")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
