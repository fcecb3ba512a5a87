import { Button, Group, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
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
import { useDeeds } from "../../shell/deeds";
import { useShortcut } from "../../shell/Shortcuts";
import { has, useSession } from "../../shell/session";
import { Stopped } from "../clients/Stopped";
import { AskingForAction } from "./AskForAction";
import { Changing, type Deed, deedsFor } from "./Changing";
import { Clocks } from "./Clocks";
import classes from "./Header.module.css";
import { PlaybookName } from "./PlaybookName";
import { useSomeone, WaitsFor } from "./WaitsFor";
import { writeComment } from "./WriteComment";

type Incident = Schemas["IncidentView"];

/** What it is, how bad, where it stands, whose turn it is, and what can be done with it as a whole. */
export function Header({ incident }: { incident: Incident }) {
  const t = useTranslations("incidents");
  const words = useWords();
  const session = useSession();
  const [deed, setDeed] = useState<Deed>();
  const [asking, setAsking] = useState(false);
  const acknowledge = useChange(
    () => api.POST("/api/v1/incidents/{id}/acknowledge", { params: { path: { id: incident.id } } }),
    { shownBy: OF_INCIDENTS, done: () => t("acknowledged") },
  );
  const works = has(session, "responder", "lead", "admin");
  const canAcknowledge = works && incident.acknowledgedAt == null && incident.status === "open";
  const deeds = works ? deedsFor(incident, session) : [];
  const take = useChange(
    () => api.POST("/api/v1/incidents/{id}/take", { params: { path: { id: incident.id } } }),
    { shownBy: OF_INCIDENTS, done: () => t("taken") },
  );
  const mine = incident.owner?.id === `${session.organisation}/${session.person}`;
  const active = incident.status === "open" || incident.status === "contained";
  const canTake = works && active && !mine && incident.acknowledgedAt != null;
  useDeeds([
    ...(canAcknowledge
      ? [{ id: "acknowledge", name: t("acknowledge"), run: () => acknowledge.mutate() }]
      : []),
    ...(canTake ? [{ id: "take", name: t("take"), run: () => take.mutate() }] : []),
    ...(works ? [{ id: "comment", name: t("palette.comment"), run: writeComment }] : []),
    ...(has(session, "responder", "lead")
      ? [{ id: "ask", name: t("ask.open"), run: () => setAsking(true) }]
      : []),
    ...deeds.map((possible) => ({
      id: possible,
      name: t(`deeds.${possible}.name`),
      run: () => setDeed(possible),
    })),
  ]);
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
          {canTake && (
            <Button
              size="xs"
              variant="default"
              onClick={() => take.mutate()}
              loading={take.isPending}
            >
              {t("take")}
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
        {t("detected")} <When at={incident.detectedAt} /> · <PlaybookName incident={incident} /> ·{" "}
        <LookedAfter incident={incident} />
        {incident.techniques.length > 0 && <> · {incident.techniques.join(", ")}</>}
      </p>
      <Clocks incident={incident} />
      <Stopped org={incident.organisation} />
      {acknowledge.error && <Trouble error={acknowledge.error} />}
      {take.error && <Trouble error={take.error} />}
      {asking && <AskingForAction incident={incident} onClose={() => setAsking(false)} />}
      {deed && <Changing deed={deed} incident={incident} onClose={() => setDeed(undefined)} />}
    </header>
  );
}

/** Whose turn it is, by name where that is known, and until when; and who looks after the whole. */
function Ball({ incident }: { incident: Incident }) {
  const t = useTranslations("incidents.ball");
  const nobody = incident.waits.length === 0;
  return (
    <span className={classes.ball}>
      {t(nobody ? "nobody" : "waits")}
      {incident.waits.map((wait) => (
        <span key={wait.party} className={classes.wait}>
          <WaitsFor waits={[wait]} /> {wait.due && <Due at={wait.due} />}
        </span>
      ))}
    </span>
  );
}

function LookedAfter({ incident }: { incident: Incident }) {
  const t = useTranslations("incidents");
  const name = useSomeone();
  return incident.owner ? (
    <Said text={t("owner", { name: name(incident.owner) })} />
  ) : (
    t("ownerNobody")
  );
}
