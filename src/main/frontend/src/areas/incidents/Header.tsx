import { Button, Group, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, type Schemas } from "../../api/request";
import { Client } from "../../parts/Client";
import { Copy } from "../../parts/Copy";
import { OF_INCIDENTS, useChange } from "../../parts/change";
import { Due } from "../../parts/Due";
import { Said } from "../../parts/Said";
import { Severity } from "../../parts/Severity";
import { State } from "../../parts/State";
import { Trouble } from "../../parts/Trouble";
import { When } from "../../parts/When";
import { useWords } from "../../parts/words";
import { useShortcut } from "../../shell/Shortcuts";
import { has, useSession } from "../../shell/session";
import { Stopped } from "../clients/Stopped";
import { Changing, type Deed, deedsFor } from "./Changing";
import { Clocks } from "./Clocks";
import classes from "./Header.module.css";
import { actionsQuery, tasksQuery } from "./queries";

type Incident = Schemas["IncidentView"];

const PARTIES = ["client", "provider"] as const;

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
        <Client id={incident.organisation} />
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
      <Stopped org={incident.organisation} />
      {acknowledge.error && <Trouble error={acknowledge.error} />}
      {deed && <Changing deed={deed} incident={incident} onClose={() => setDeed(undefined)} />}
    </header>
  );
}

/** Whose turn it is, and until when: the parties that tasks wait for, and approvals. */
function Ball({ incident }: { incident: Incident }) {
  const t = useTranslations("incidents.ball");
  const tasks = useQuery(tasksQuery(incident.id));
  const actions = useQuery(actionsQuery(incident.id));
  const words = useWords();
  if (!tasks.data || !actions.data) {
    return null;
  }
  const open = tasks.data.items.filter(({ state }) => state === "open" || state === "claimed");
  const asked = actions.data.items.filter(({ state }) => state === "awaiting_approval");
  const waits = [
    ...PARTIES.map((party) => ({
      name: words(party),
      dues: open.filter(({ responsible }) => responsible.party === party).map(({ due }) => due),
    })),
    { name: t("approval"), dues: asked.map(({ approveBy }) => approveBy ?? "") },
  ].filter(({ dues }) => dues.length > 0);
  if (waits.length === 0) {
    return <span className={classes.ball}>{t("nobody")}</span>;
  }
  return (
    <span className={classes.ball}>
      {t("waits")}
      {waits.map(({ name, dues }) => {
        const first = dues.filter((due) => due !== "").sort()[0];
        return (
          <span key={name} className={classes.wait}>
            {name} {first && <Due at={first} />}
          </span>
        );
      })}
    </span>
  );
}
