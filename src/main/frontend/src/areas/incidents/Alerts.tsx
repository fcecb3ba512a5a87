import { Button, Checkbox, Loader, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { OF_INCIDENTS, useChange } from "../../parts/change";
import { Panel } from "../../parts/Panel";
import { ReasonDialog } from "../../parts/ReasonDialog";
import { Trouble } from "../../parts/Trouble";
import { has, useSession } from "../../shell/session";
import { AlertCard } from "../alerts/AlertCard";
import { allAlertsQuery, timelineQuery } from "./queries";

type Incident = Schemas["IncidentView"];

/** What the products said, and why it means what we think; what is another matter is split off here. */
export function Alerts({ incident }: { incident: Incident }) {
  const t = useTranslations("incidents");
  const session = useSession();
  const alerts = useInfiniteQuery(allAlertsQuery(incident.id));
  const [chosen, setChosen] = useState<string[]>([]);
  const [splitting, setSplitting] = useState(false);
  const items = alerts.data?.pages.flatMap((page) => page.items) ?? [];
  const opened = useQuery(timelineQuery(incident.id)).data?.items;
  // What a person opened was there without any alert, and may be so again.
  const byHand = opened?.some(({ kind }) => kind === "opened") ?? false;
  const most = byHand ? incident.alertCount : incident.alertCount - 1;
  const splits =
    has(session, "lead", "admin") &&
    most > 0 &&
    (incident.status === "open" || incident.status === "contained");
  return (
    <Panel
      title={t("tabs.alerts")}
      aside={
        splits && (
          <Button
            size="xs"
            variant="default"
            disabled={chosen.length === 0 || chosen.length > most}
            onClick={() => setSplitting(true)}
          >
            {t("split.open", { count: chosen.length })}
          </Button>
        )
      }
    >
      {alerts.error && <Trouble error={alerts.error} />}
      {alerts.isPending && <Loader aria-label={t("loading")} />}
      {items.map((alert) => (
        <AlertCard
          key={alert.id}
          alert={alert}
          before={
            splits && (
              <Checkbox
                size="xs"
                aria-label={t("split.choose", { title: alert.title })}
                checked={chosen.includes(alert.id)}
                onChange={(event) =>
                  setChosen(
                    event.currentTarget.checked
                      ? [...chosen, alert.id]
                      : chosen.filter((id) => id !== alert.id),
                  )
                }
              />
            )
          }
        />
      ))}
      {alerts.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          mt="sm"
          loading={alerts.isFetchingNextPage}
          onClick={() => void alerts.fetchNextPage()}
        >
          {t("older")}
        </Button>
      )}
      {splitting && (
        <Split incident={incident} alerts={chosen} onClose={() => setSplitting(false)} />
      )}
    </Panel>
  );
}

function Split({
  incident,
  alerts,
  onClose,
}: {
  incident: Incident;
  alerts: string[];
  onClose: () => void;
}) {
  const t = useTranslations("incidents.split");
  const navigate = useNavigate();
  const split = useChange(
    (reason: string) =>
      body(
        api.POST("/api/v1/incidents/{id}/split", {
          params: { path: { id: incident.id } },
          body: { alerts, reason },
        }),
      ),
    {
      shownBy: OF_INCIDENTS,
      done: (made) => t("done", { number: made.number }),
      after: (made) => {
        onClose();
        void navigate({ to: `/incidents/${made.id}` });
      },
    },
  );
  return (
    <ReasonDialog
      title={t("open", { count: alerts.length })}
      deed={t("deed")}
      goesTo="timeline"
      error={split.error}
      pending={split.isPending}
      onClose={onClose}
      onDo={(reason) => split.mutate(reason)}
    >
      <Text size="sm">{t("explained")}</Text>
    </ReasonDialog>
  );
}
