import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { Words } from "../../parts/authored";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { useFocusAfter } from "../../parts/useFocusAfter";
import { useWho } from "../../parts/who";
import { useSession } from "../../shell/session";
import { Because } from "../alerts/Because";
import { RuleEffect } from "../alerts/RuleEffect";
import { isMine } from "../tasks/mine";
import { StepPanel } from "../tasks/StepPanel";
import { ActionRow } from "./ActionRow";
import classes from "./Now.module.css";
import { Playbook } from "./Playbook";
import { actionsQuery, tasksQuery, timelineQuery, worstAlertQuery } from "./queries";

type Incident = Schemas["IncidentView"];

/** What is next, why we think so, and what was done: enough to begin with. */
export function Now({ incident }: { incident: Incident }) {
  return (
    <div className={classes.now}>
      <Next incident={incident} />
      <Playbook incident={incident} />
      <Why incident={incident} />
      <DoneSoFar incident={incident} />
    </div>
  );
}

function Next({ incident }: { incident: Incident }) {
  const t = useTranslations("incidents");
  const session = useSession();
  const tasks = useQuery(tasksQuery(incident.id));
  const actions = useQuery(actionsQuery(incident.id));
  const open = (tasks.data?.items ?? [])
    .filter((task) => task.state === "open" || task.state === "claimed")
    .sort(
      (a, b) =>
        Number(isMine(b, session)) - Number(isMine(a, session)) || a.due.localeCompare(b.due),
    );
  const first = open.findIndex((task) => isMine(task, session));
  const approvals = (actions.data?.items ?? []).filter(
    (action) => action.state === "awaiting_approval",
  );
  const list = useRef<HTMLDivElement>(null);
  const leaving = useFocusAfter(
    open.map(({ id }) => id),
    (index) => {
      const steps = list.current?.children ?? [];
      const next =
        steps[Math.min(index, steps.length - 1)]?.querySelector<HTMLElement>("button, a");
      (next ?? list.current)?.focus();
    },
  );
  return (
    <Panel title={t("next")}>
      {tasks.error && <Trouble error={tasks.error} />}
      {tasks.data && open.length === 0 && approvals.length === 0 && (
        <p className={classes.quiet}>{t("nothingWaits")}</p>
      )}
      {approvals.map((action) => (
        <ActionRow key={action.id} action={action} />
      ))}
      <div ref={list} className={classes.steps} tabIndex={-1} {...leaving}>
        {open.map((task, index) => (
          <div key={task.id} data-id={task.id}>
            <StepPanel task={task} opened={index === first} />
          </div>
        ))}
      </div>
    </Panel>
  );
}

/** The reasons in the words of the rules; every alert with all of its own is under Alerts. */
function Why({ incident }: { incident: Incident }) {
  const t = useTranslations("incidents");
  const who = useWho();
  const worst = useQuery(worstAlertQuery(incident.id)).data;
  const opened = useQuery(timelineQuery(incident.id)).data?.items.find(
    ({ kind }) => kind === "opened",
  );
  if (!worst) {
    return (
      opened && (
        <Panel title={t("why")}>
          <p className={classes.quiet}>{t("whyOpened", { who: who(opened.by) })}</p>
          <p className={`${classes.text} preserve`}>
            <Said text={opened.text} />
          </p>
        </Panel>
      )
    );
  }
  return (
    <Panel title={t("why")}>
      <p className={classes.text}>
        <Because alert={worst} />
      </p>
      <ul className={classes.rules}>
        {worst.explanation.rules.map((rule) => (
          <li key={rule.name}>
            <strong>{rule.words ? <Words of={rule.words} field="name" /> : rule.name}</strong>:{" "}
            <RuleEffect effect={rule.effect} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function DoneSoFar({ incident }: { incident: Incident }) {
  const t = useTranslations("incidents");
  const actions = useQuery(actionsQuery(incident.id));
  const done = (actions.data?.items ?? []).filter((action) => action.state !== "awaiting_approval");
  return (
    <Panel title={t("done")}>
      {actions.data && done.length === 0 && <p className={classes.quiet}>{t("nothingDone")}</p>}
      {done.map((action) => (
        <ActionRow key={action.id} action={action} />
      ))}
    </Panel>
  );
}
