import { Button, Loader, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { everything } from "../../api/everything";
import { api, body, type Schemas } from "../../api/request";
import { useAuthored } from "../../parts/authored";
import { Beyond } from "../../parts/Beyond";
import { Client } from "../../parts/Client";
import { OF_INCIDENTS, useChange } from "../../parts/change";
import { Due } from "../../parts/Due";
import { Empty } from "../../parts/Empty";
import { ExamplesNote, useExamples } from "../../parts/examples";
import { held, NotYet } from "../../parts/NotYet";
import { Said, Target } from "../../parts/Said";
import { Severity } from "../../parts/Severity";
import { Trouble } from "../../parts/Trouble";
import { useFocusAfter } from "../../parts/useFocusAfter";
import { useSteady } from "../../parts/useSteady";
import { When } from "../../parts/When";
import { useWho } from "../../parts/who";
import { useWords } from "../../parts/words";
import { useShortcut } from "../../shell/Shortcuts";
import { has, useSession } from "../../shell/session";
import { Deciders } from "../approvals/Deciders";
import { Answer } from "../tasks/Answer";
import { AboutWhat, StepPanel } from "../tasks/StepPanel";
import { workQuery } from "./queries";
import classes from "./WorkPage.module.css";

type Item = Schemas["WorkItem"];

/** As many rows as are drawn at once. */
const MOST = 200;

const KINDS = ["all", "task", "approval", "question", "acknowledgement"] as const;

/** What waits for the person who looks, of every client they serve, the first that is due first. */
export function WorkPage() {
  const t = useTranslations("work");
  const session = useSession();
  const work = useQuery(workQuery);
  const [kind, setKind] = useState<string>("all");
  const [open, setOpen] = useState<string>();
  const examples = useExamples();
  const items = work.data?.items.filter(
    (item) => (kind === "all" || item.kind === kind) && examples.isShown(item.organisation),
  );
  const { rows, handlers } = useSteady(
    items,
    ({ kind: of, id }) => of + id,
    `${kind} ${examples.wanted}`,
  );
  const [shown, setShown] = useState(MOST);
  const at = rows.findIndex(({ item }) => item.id === open);
  const list = useRef<HTMLUListElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const waiting = rows.filter(({ gone }) => !gone).map(({ item }) => item.id);
  const leaving = useFocusAfter(waiting, (index) => {
    const left = [...(list.current?.children ?? [])].filter(
      (row) => !row.hasAttribute("data-gone"),
    );
    const next = left[Math.min(index, left.length - 1)];
    (next?.querySelector<HTMLElement>("button, a") ?? heading.current)?.focus();
  });
  const go = (index: number) => {
    setOpen(rows[index]?.item.id);
    list.current?.children[index]?.querySelector<HTMLElement>("button, a")?.focus();
  };
  useShortcut("j", t("keys.next"), () => go(Math.min(at + 1, Math.min(shown, rows.length) - 1)));
  useShortcut("k", t("keys.previous"), () => go(Math.max(at - 1, 0)));
  return (
    <>
      <div className={classes.top}>
        <h1 ref={heading} tabIndex={-1}>
          {t("title")}
        </h1>
        <SegmentedControl
          size="xs"
          aria-label={t("show")}
          data={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
      </div>
      <ExamplesNote />
      {work.error && <Trouble error={work.error} />}
      {work.isPending && <Loader aria-label={t("loading")} />}
      {work.data && rows.length === 0 && (
        <Empty title={t("empty.title")}>
          {t("empty.text")}
          {session.party === "provider" && has(session, "admin") && (
            <p>
              <Link to="/start">{t("empty.start")}</Link>
            </p>
          )}
        </Empty>
      )}
      <div {...handlers}>
        <ul ref={list} className={classes.items} {...leaving}>
          {rows.slice(0, shown).map(({ item, gone }) => (
            <WorkRow
              key={`${item.kind}${item.id}`}
              item={item}
              gone={gone}
              open={item.id === open}
              onOpen={(wanted) => setOpen(wanted ? item.id : undefined)}
            />
          ))}
        </ul>
      </div>
      {rows.length > shown && (
        <Button size="xs" variant="default" mt="sm" onClick={() => setShown(shown + MOST)}>
          {t("more", { count: rows.length - shown })}
        </Button>
      )}
      <Beyond page={work.data} />
    </>
  );
}

function WorkRow({
  item,
  gone,
  open,
  onOpen,
}: {
  item: Item;
  /** Whether it waits no longer, and only keeps its place. */
  gone: boolean;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const t = useTranslations("work");
  const words = useWords();
  const authored = useAuthored();
  const who = useWho();
  return (
    <li
      className={classes.item}
      data-id={item.id}
      data-open={open || undefined}
      data-gone={gone || undefined}
    >
      <div className={classes.head}>
        <span className={classes.kind}>{t(`kinds.${item.kind}`)}</span>
        {item.kind === "approval" ? (
          <Link to={`/approvals/${item.id}`} className={classes.name}>
            {item.asked ? (
              <>
                {words(item.asked.verb)} <Target value={item.asked.target} />
              </>
            ) : (
              <Said text={item.name} />
            )}
          </Link>
        ) : (
          <button
            type="button"
            className={classes.name}
            aria-expanded={open}
            onClick={() => onOpen(!open)}
          >
            <Said text={authored(item, "name")} />
          </button>
        )}
        {gone ? (
          <span className={classes.gone}>{t("gone")}</span>
        ) : item.due ? (
          <Due at={item.due} />
        ) : (
          <When at={item.since} />
        )}
      </div>
      <div className={classes.about}>
        <Client id={item.organisation} />
        <Severity severity={item.incident.severity} />
        <AboutWhat about={item.about} />
        <Link to={`/incidents/${item.incidentId}`}>
          #{item.incident.number} <Said text={item.incident.title} />
        </Link>
        {item.claimedBy && <span>{t("claimedBy", { who: who(item.claimedBy) })}</span>}
      </div>
      {item.reply && !gone && (
        <p className={classes.reply}>
          {t("replied", { who: who(item.reply.by) })} <When at={item.reply.at} />:{" "}
          <Said text={item.reply.answer} />
        </p>
      )}
      {item.asked && item.asked.others.length > 0 && !gone && (
        <Deciders title={t("others")} people={item.asked.others} org={item.organisation} />
      )}
      {open && <Acting item={item} />}
    </li>
  );
}

/** Doing it without leaving the list. */
function Acting({ item }: { item: Item }) {
  switch (item.kind) {
    case "task":
      return (
        <>
          {item.acknowledges && <Acknowledge incident={item.incidentId} />}
          <Task id={item.id} />
        </>
      );
    case "question":
      return <Question id={item.id} />;
    case "acknowledgement":
      return <Acknowledge incident={item.incidentId} />;
    case "approval":
      return null;
  }
}

function Task({ id }: { id: string }) {
  const t = useTranslations("work");
  const task = useQuery({
    queryKey: ["tasks", id],
    queryFn: () => body(api.GET("/api/v1/tasks/{id}", { params: { path: { id } } })),
  });
  const shown = held(task);
  if (!shown) {
    return <NotYet error={task.error} label={t("loading")} />;
  }
  return (
    <>
      {task.error && <Trouble error={task.error} />}
      <StepPanel task={shown} opened />
    </>
  );
}

function Question({ id }: { id: string }) {
  const t = useTranslations("work");
  const questions = useQuery({
    queryKey: ["tasks", "questions"],
    queryFn: () =>
      everything((query) =>
        body(
          api.GET("/api/v1/questions", { params: { query: { ...query, mine: true, open: true } } }),
        ),
      ),
  });
  const question = held(questions)?.items.find((one) => one.id === id);
  if (!question) {
    return <NotYet error={questions.error} label={t("loading")} />;
  }
  return (
    <>
      {questions.error && <Trouble error={questions.error} />}
      <Answer question={question} />
    </>
  );
}

function Acknowledge({ incident }: { incident: string }) {
  const t = useTranslations("work");
  const acknowledge = useChange(
    () => api.POST("/api/v1/incidents/{id}/acknowledge", { params: { path: { id: incident } } }),
    { shownBy: OF_INCIDENTS, done: () => t("acknowledged") },
  );
  return (
    <div className={classes.acting}>
      {acknowledge.error && <Trouble error={acknowledge.error} />}
      <Button size="xs" loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
        {t("acknowledge")}
      </Button>
    </div>
  );
}
