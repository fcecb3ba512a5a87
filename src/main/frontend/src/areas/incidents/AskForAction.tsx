import { Button, Select, Stack, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { OF_INCIDENTS, useChange } from "../../parts/change";
import { ReasonDialog } from "../../parts/ReasonDialog";
import { VERBS } from "../../parts/verbs";
import { useWords } from "../../parts/words";
import { Stopped } from "../clients/Stopped";

type Incident = Schemas["IncidentView"];

/** The button to ask for a change to the outside. */
export function AskForAction({ incident }: { incident: Incident }) {
  const t = useTranslations("incidents.ask");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} />}
        onClick={() => setOpen(true)}
      >
        {t("open")}
      </Button>
      {open && <AskingForAction incident={incident} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Asks for a change to the outside; whether it may be done, and who approves it, is the guard's to say. */
export function AskingForAction({
  incident,
  wanted,
  onClose,
}: {
  incident: Pick<Incident, "id" | "organisation" | "entities">;
  /** What to ask for, to begin with. */
  wanted?: { verb: string; target: string; reason: string };
  onClose: () => void;
}) {
  const t = useTranslations("incidents.ask");
  const words = useWords();
  const [verb, setVerb] = useState<string>(wanted?.verb ?? "block_ip");
  const [target, setTarget] = useState(wanted?.target ?? "");
  const known = [...new Set(Object.values(incident.entities).flat())];
  const ask = useChange(
    (reason: string) =>
      body(
        api.POST("/api/v1/incidents/{incident}/actions", {
          params: { path: { incident: incident.id } },
          body: { verb, target: target.trim(), reason },
        }),
      ),
    {
      shownBy: OF_INCIDENTS,
      done: () => t("asked"),
      after: onClose,
    },
  );
  return (
    <ReasonDialog
      title={t("open")}
      deed={t("deed")}
      goesTo="timeline"
      {...(wanted ? { reason: wanted.reason } : {})}
      error={ask.error}
      pending={ask.isPending}
      ready={target.trim() !== ""}
      onClose={onClose}
      onDo={(reason) => ask.mutate(reason)}
    >
      <Stack gap="sm">
        <Stopped org={incident.organisation} />
        <Select
          label={t("verb")}
          data={VERBS.map((value) => ({ value, label: words(value) }))}
          allowDeselect={false}
          value={verb}
          onChange={(value) => setVerb(value ?? "block_ip")}
        />
        <TextInput
          label={t("target")}
          description={t("targetHint")}
          required
          list="entities-of-this-incident"
          value={target}
          onChange={(event) => setTarget(event.currentTarget.value)}
        />
        <datalist id="entities-of-this-incident">
          {known.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      </Stack>
    </ReasonDialog>
  );
}
