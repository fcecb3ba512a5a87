import { Select, Stack, Text, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { OF_INCIDENTS, useChange } from "../../parts/change";
import { ReasonDialog } from "../../parts/ReasonDialog";
import { useWords } from "../../parts/words";
import { UndoPlan } from "./UndoPlan";

type Incident = Schemas["IncidentView"];

const SEVERITIES = ["critical", "high", "medium", "low", "informational"] as const;

export type Deed = "resolve" | "close" | "reopen" | "severity" | "merge" | "undoAll";

/** What can be done with an incident as a whole, given where it stands. */
export function deedsFor(incident: Incident): Deed[] {
  switch (incident.status) {
    case "open":
    case "contained":
      return ["severity", "resolve", "merge", "undoAll"];
    case "resolved":
      return ["close", "reopen", "undoAll"];
    case "closed":
      return ["reopen"];
  }
}

/** Asks for the reason of a change of the incident, and makes it. */
export function Changing({
  deed,
  incident,
  onClose,
}: {
  deed: Deed;
  incident: Incident;
  onClose: () => void;
}) {
  const t = useTranslations("incidents");
  const words = useWords();
  const navigate = useNavigate();
  const [severity, setSeverity] = useState<string>(incident.severity);
  const [into, setInto] = useState("");
  const params = { path: { id: incident.id } };
  const change = useChange<string, { id?: string } | undefined>(
    (reason) => {
      switch (deed) {
        case "resolve":
          return body(api.POST("/api/v1/incidents/{id}/resolve", { params, body: { reason } }));
        case "close":
          return body(api.POST("/api/v1/incidents/{id}/close", { params, body: { reason } }));
        case "reopen":
          return body(api.POST("/api/v1/incidents/{id}/reopen", { params, body: { reason } }));
        case "severity":
          return body(
            api.POST("/api/v1/incidents/{id}/severity", { params, body: { severity, reason } }),
          );
        case "merge":
          return merge(incident, into, reason);
        case "undoAll":
          return body(
            api.POST("/api/v1/incidents/{incident}/actions/undo", {
              params: { path: { incident: incident.id } },
              body: { reason },
            }),
          ).then(() => undefined);
      }
    },
    {
      shownBy: OF_INCIDENTS,
      done: () => t(`deeds.${deed}.done`),
      after: (changed) => {
        onClose();
        if (deed === "merge" && changed?.id) {
          void navigate({ to: `/incidents/${changed.id}` });
        }
      },
    },
  );
  return (
    <ReasonDialog
      title={t(`deeds.${deed}.name`)}
      deed={t(`deeds.${deed}.deed`)}
      error={change.error}
      pending={change.isPending}
      ready={deed !== "merge" || into.trim() !== ""}
      dangerous={deed === "undoAll"}
      onClose={onClose}
      onDo={(reason) => change.mutate(reason)}
    >
      <Stack gap="sm">
        <Text size="sm">{t(`deeds.${deed}.explained`)}</Text>
        {deed === "undoAll" && <UndoPlan incident={incident.id} />}
        {deed === "severity" && (
          <Select
            label={t("newSeverity")}
            data={SEVERITIES.map((value) => ({ value, label: words(value) }))}
            allowDeselect={false}
            value={severity}
            onChange={(value) => setSeverity(value ?? incident.severity)}
          />
        )}
        {deed === "merge" && (
          <TextInput
            label={t("mergeInto")}
            description={t("mergeIntoHint")}
            required
            value={into}
            onChange={(event) => setInto(event.currentTarget.value)}
          />
        )}
      </Stack>
    </ReasonDialog>
  );
}

/** Into which one: its number as people say it (#12), its address, or its id. */
async function merge(incident: Incident, into: string, reason: string) {
  return await body(
    api.POST("/api/v1/incidents/{id}/merge", {
      params: { path: { id: incident.id } },
      body: { into: into.trim().split("/").at(-1) ?? "", reason },
    }),
  );
}
