import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, type Schemas } from "../../api/request";
import { Words } from "../../parts/authored";
import { OF_INCIDENTS, useChange } from "../../parts/change";
import { Due } from "../../parts/Due";
import { Said, Target } from "../../parts/Said";
import { State } from "../../parts/State";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import { useWho } from "../../parts/who";
import { useServerWords } from "../../server/words";
import { useSession } from "../../shell/session";
import { AddingEvidence } from "../incidents/AddingEvidence";
import { isMine } from "./mine";
import { People } from "./People";
import classes from "./StepPanel.module.css";
import { TaskEvidence } from "./TaskEvidence";
import { TaskForm } from "./TaskForm";
import { Together } from "./Together";

type Task = Schemas["TaskView"];

/** One step that a playbook asks of people: what to do, who, until when, and the form to say that it is done. */
export function StepPanel({ task, opened = false }: { task: Task; opened?: boolean }) {
  const t = useTranslations("tasks");
  const session = useSession();
  const [wanted, setWanted] = useState<boolean>();
  // Which one comes first may change until somebody opens or closes it.
  const open = wanted ?? opened;
  const mine = task.mayDo || isMine(task, session);
  const going = task.state === "open" || task.state === "claimed";
  return (
    <article className={classes.step} data-mine={(mine && going) || undefined}>
      <header className={classes.head}>
        <button
          type="button"
          className={classes.name}
          aria-expanded={open}
          onClick={() => setWanted(!open)}
        >
          <Words of={task} field="name" />
        </button>
        {going ? <Due at={task.due} /> : <State code={task.state} />}
      </header>
      <div className={classes.what}>
        <AboutWhat about={task.about} />
      </div>
      <Raci task={task} />
      {!going && <Ended task={task} />}
      {open && (
        <div className={classes.body}>
          <p className="preserve">
            <Words of={task} field="instructions" />
          </p>
          {going && <Hold task={task} mine={mine} />}
          {going && <Together task={task} />}
          {going && mine && (
            <AddingEvidence incident={task.incidentId} note={task.name} task={task.id} />
          )}
          <TaskEvidence task={task} />
          {going && mine && <TaskForm task={task} />}
          {going && !mine && (
            <Text size="sm" c="dimmed">
              {t("notYours", { party: task.responsible.party })}
            </Text>
          )}
        </div>
      )}
    </article>
  );
}

/** The hosts, accounts and addresses that it is about: what tells it from others of its name. */
export function AboutWhat({ about }: { about: Schemas["About"][] }) {
  return (
    about.length > 0 && (
      <span className={classes.about}>
        {about.map(({ kind, value }) => (
          <Target key={kind + value} value={value} />
        ))}
      </span>
    )
  );
}

/** Who said when that it is done, or why it fell away. */
function Ended({ task }: { task: Task }) {
  const t = useTranslations("tasks");
  const who = useWho();
  const inWords = useServerWords();
  return (
    <p className={classes.ended}>
      {task.state === "completed" && task.completedBy && (
        <>{t("doneBy", { who: who(task.completedBy) })} · </>
      )}
      {task.completedAt && <At at={task.completedAt} />}
      {task.comment && (
        <>
          {" "}
          · <Said text={inWords(task.comment) ?? task.comment} />
        </>
      )}
    </p>
  );
}

/** Who is Responsible, Accountable, Consulted and Informed about this step. */
export function Raci({ task }: { task: Task }) {
  const t = useTranslations("tasks");
  const rows: [string, Schemas["WhoNamed"][]][] = [
    ["responsible", task.responsible.people],
    ["accountable", task.accountable?.people ?? []],
    ["consulted", task.consulted],
    ["informed", task.informed],
  ];
  return (
    <dl className={classes.raci}>
      {rows.map(([letter, people]) =>
        people.length === 0 && letter !== "responsible" ? null : (
          <div key={letter}>
            <dt>{t(letter as "responsible")}</dt>
            <dd>
              {people.length === 0 ? (
                t("nobody", { party: task.responsible.party })
              ) : (
                <People people={people} />
              )}
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** Taking a task and giving it back. */
function Hold({ task, mine }: { task: Task; mine: boolean }) {
  const t = useTranslations("tasks");
  const who = useWho();
  const path = { params: { path: { id: task.id } } };
  const take = () => api.POST("/api/v1/tasks/{id}/claim", path);
  const giveBack = () => api.POST("/api/v1/tasks/{id}/release", path);
  const claim = useChange(take, {
    shownBy: OF_INCIDENTS,
    done: () => t("claimed"),
    undo: giveBack,
  });
  const release = useChange(giveBack, {
    shownBy: OF_INCIDENTS,
    done: () => t("released"),
    undo: take,
  });
  const session = useSession();
  const byMe =
    task.claimedBy != null && task.claimedBy === `${session.organisation}/${session.person}`;
  const error = claim.error ?? release.error;
  return (
    <>
      {error && <Trouble error={error} />}
      <Group gap="xs" my="xs">
        {task.state === "open" && mine && (
          <Button
            size="xs"
            variant="default"
            onClick={() => claim.mutate()}
            loading={claim.isPending}
          >
            {t("claim")}
          </Button>
        )}
        {byMe && (
          <Button
            size="xs"
            variant="default"
            onClick={() => release.mutate()}
            loading={release.isPending}
          >
            {t("release")}
          </Button>
        )}
        {task.claimedBy && !byMe && (
          <Text size="sm" c="dimmed">
            {t("claimedBy", { who: who(task.claimedBy) })}
          </Text>
        )}
      </Group>
    </>
  );
}
