import { Button, Group, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, type Schemas } from "../../api/request";
import { Copy } from "../../parts/Copy";
import { OF_INCIDENTS, useChange } from "../../parts/change";
import { Said } from "../../parts/Said";
import { Severity } from "../../parts/Severity";
import { State } from "../../parts/State";
import { Trouble } from "../../parts/Trouble";
import { When } from "../../parts/When";
import { useWords } from "../../parts/words";
import { useShortcut } from "../../shell/Shortcuts";
import { has, useSession } from "../../shell/session";
import { Changing, type Deed, deedsFor } from "./Changing";
import { Clocks } from "./Clocks";
import classes from "./Header.module.css";
import { actionsQuery, tasksQuery } from "./queries";

type Incident = Schemas["IncidentView"];

/** What it is, how bad, where it stands, whose turn it is, and what can be done with it as a whole. */
export function Header({ incident }: { incident: Incident }) {
  const t = useTranslations("incidents");
  const words = useWords();
  const session = useSession();
  const [deed, setDeed] = useState<Deed>();
  const acknowledge = useChange(
    () => api.POST("/api/v1/incidents/{id}/acknowledge", { params: { path: { id: incident.id } } }),
    { shownBy: OF_INCIDENTS, done: () => t("acknowledged") },
  );
  const works = has(session, "responder", "lead", "admin");
  const canAcknowledge = works && incident.acknowledgedAt == null && incident.status === "open";
  const deeds = works ? deedsFor(incident, session) : [];
  useShortcut("a", t("acknowledge"), () => canAcknowledge && acknowledge.mutate());
  return (
    <header className={classes.header}>
      <div className={classes.line}>
        <span className={classes.client}>{incident.organisation}</span>
        <Severity severity={incident.severity} />
        <State code={incident.status} />
        <Ball incident={incident} />
        <span className={classes.spring} />
        <Group gap="xs">
          {canAcknowledge && (
            <Button size="xs" onClick={() => acknowledge.mutate()} loading={acknowledge.isPending}>
              {t("acknowledge")}
            </Button>
          )}
          {deeds.length > 0 && (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button size="xs" variant="default" leftSection={<IconDots size={16} />}>
                  {t("change")}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {deeds.map((possible) => (
                  <Menu.Item key={possible} onClick={() => setDeed(possible)}>
                    {t(`deeds.${possible}.name`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </Group>
      </div>
      <h1 className={classes.title}>
        <span className={classes.number}>#{incident.number}</span> <Said text={incident.title} />
        <Copy value={window.location.href} what={t("link")} />
      </h1>
      <p className={classes.facts}>
        {words(incident.category)} · {t("alertCount", { count: incident.alertCount })} ·{" "}
        {t("detected")} <When at={incident.detectedAt} /> · {incident.playbook.key}
        {incident.techniques.length > 0 && <> · {incident.techniques.join(", ")}</>}
      </p>
      <Clocks incident={incident} />
      {acknowledge.error && <Trouble error={acknowledge.error} />}
      {deed && <Changing deed={deed} incident={incident} onClose={() => setDeed(undefined)} />}
    </header>
  );
}

/** Whose turn it is: the parties that tasks and approvals wait for. */
function Ball({ incident }: { incident: Incident }) {
  const t = useTranslations("incidents.ball");
  const tasks = useQuery(tasksQuery(incident.id));
  const actions = useQuery(actionsQuery(incident.id));
  const words = useWords();
  if (!tasks.data || !actions.data) {
    return null;
  }
  const parties = new Set(
    tasks.data.items
      .filter((task) => task.state === "open" || task.state === "claimed")
      .map((task) => task.responsible.party),
  );
  const approvals = actions.data.items.some((action) => action.state === "awaiting_approval");
  const waits = [...parties].map(words);
  if (approvals) {
    waits.push(t("approval"));
  }
  return (
    <span className={classes.ball}>
      {waits.length === 0 ? t("nobody") : t("waits", { whom: waits.join(", ") })}
    </span>
  );
}
