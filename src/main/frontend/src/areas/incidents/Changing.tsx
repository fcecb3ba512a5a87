import { Select, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { OF_INCIDENTS, useChange } from "../../parts/change";
import { ReasonDialog } from "../../parts/ReasonDialog";
import { spelledOut } from "../../parts/revealed";
import { Trouble } from "../../parts/Trouble";
import { useWords } from "../../parts/words";
import type { Session } from "../../shell/area";
import { has } from "../../shell/session";
import { UndoPlan } from "./UndoPlan";

type Incident = Schemas["IncidentView"];

const SEVERITIES = ["critical", "high", "medium", "low", "informational"] as const;

export type Deed = "resolve" | "close" | "reopen" | "severity" | "merge" | "undoAll";

/** What is for leads to decide; the server refuses it to others. */
const OF_LEADS: Deed[] = ["resolve", "close", "reopen", "severity", "merge"];

/** What somebody can do with an incident as a whole, given where it stands. */
export function deedsFor(incident: Incident, session: Session): Deed[] {
  return possible(incident).filter(
    (deed) => !OF_LEADS.includes(deed) || has(session, "lead", "admin"),
  );
}

function possible(incident: Incident): Deed[] {
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
          return body(api.POST("/api/v1/incidents/{id}/merge", { params, body: { into, reason } }));
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
      goesTo="timeline"
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
        {deed === "merge" && <OtherIncident incident={incident} value={into} onChange={setInto} />}
      </Stack>
    </ReasonDialog>
  );
}

/** Another incident of the same client on which work goes on, found by its number or its words. */
function OtherIncident({
  incident,
  value,
  onChange,
}: {
  incident: Incident;
  value: string;
  onChange: (id: string) => void;
}) {
  const t = useTranslations("incidents");
  const [text, setText] = useState("");
  const number = /^#?(\d+)$/.exec(text.trim())?.[1];
  const found = useQuery({
    queryKey: ["incidents", "other", incident.organisation, text],
    queryFn: () =>
      body(
        api.GET("/api/v1/incidents", {
          params: {
            query: {
              organisation: [incident.organisation],
              status: ["open", "contained"],
              limit: 20,
              ...(number ? { number: Number(number) } : text.trim() ? { text } : {}),
            } as never,
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const others = (found.data?.items ?? []).filter((other) => other.id !== incident.id);
  return (
    <>
      {found.error && <Trouble error={found.error} />}
      <Select
        label={t("mergeInto")}
        description={t("mergeIntoHint")}
        required
        searchable
        // The server has searched already.
        filter={({ options }) => options}
        nothingFoundMessage={t("mergeNone")}
        data={others.map((other) => ({
          value: other.id,
          label: `#${other.number} ${spelledOut(other.title)}`,
        }))}
        value={value || null}
        onChange={(id) => onChange(id ?? "")}
        onSearchChange={setText}
      />
    </>
  );
}
