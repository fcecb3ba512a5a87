import { Button, Loader, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FocusEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { OF_INCIDENTS, useChange } from "../../parts/change";
import { Due } from "../../parts/Due";
import { Empty } from "../../parts/Empty";
import { held, NotYet } from "../../parts/NotYet";
import { Said, Target } from "../../parts/Said";
import { Severity } from "../../parts/Severity";
import { Trouble } from "../../parts/Trouble";
import { When } from "../../parts/When";
import { useWords } from "../../parts/words";
import { useShortcut } from "../../shell/Shortcuts";
import { has, useSession } from "../../shell/session";
import { Answer } from "../tasks/Answer";
import { StepPanel } from "../tasks/StepPanel";
import { workQuery } from "./queries";
import classes from "./WorkPage.module.css";

type Item = Schemas["WorkItem"];

const KINDS = ["all", "task", "approval", "question", "acknowledgement"] as const;

/** What waits for the person who looks, of every client they serve, the first that is due first. */
export function WorkPage() {
  const t = useTranslations("work");
  const session = useSession();
  const work = useQuery(workQuery);
  const [kind, setKind] = useState<string>("all");
  const [open, setOpen] = useState<string>();
  const items = (work.data?.items ?? []).filter((item) => kind === "all" || item.kind === kind);
  const at = items.findIndex((item) => item.id === open);
  const list = useRef<HTMLUListElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const ids = items.map((item) => item.id);
  const leaving = useFocusAfter(ids, (index) => {
    const next = list.current?.children[Math.min(index, ids.length - 1)];
    (next?.querySelector<HTMLElement>("button, a") ?? heading.current)?.focus();
  });
  const go = (index: number) => {
    setOpen(items[index]?.id);
    list.current?.children[index]?.querySelector<HTMLElement>("button, a")?.focus();
  };
  useShortcut("j", t("keys.next"), () => go(Math.min(at + 1, items.length - 1)));
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
      {work.error && <Trouble error={work.error} />}
      {work.isPending && <Loader aria-label={t("loading")} />}
      {work.data && items.length === 0 && (
        <Empty title={t("empty.title")}>
          {t("empty.text")}
          {session.party === "provider" && has(session, "admin") && (
            <p>
              <Link to="/start">{t("empty.start")}</Link>
            </p>
          )}
        </Empty>
      )}
      <ul ref={list} className={classes.items} {...leaving}>
        {items.map((item) => (
          <WorkRow
            key={`${item.kind}${item.id}`}
            item={item}
            open={item.id === open}
            onOpen={(wanted) => setOpen(wanted ? item.id : undefined)}
          />
        ))}
      </ul>
    </>
  );
}

/**
 * What is done leaves the list, and takes the focus with it: `move` puts it where the list goes on, by the place that
 * the row had.
 */
function useFocusAfter(ids: string[], move: (index: number) => void) {
  const focused = useRef<{ id: string; index: number }>(undefined);
  useEffect(() => {
    const at = focused.current;
    if (at && !ids.includes(at.id)) {
      focused.current = undefined;
      if (document.activeElement === document.body) {
        move(at.index);
      }
    }
  });
  return {
    onFocus: (event: FocusEvent<HTMLUListElement>) => {
      const row = (event.target as Element).closest("li[data-id]");
      const index = row ? [...event.currentTarget.children].indexOf(row) : -1;
      const id = ids[index];
      focused.current = id === undefined ? undefined : { id, index };
    },
    onBlur: (event: FocusEvent<HTMLUListElement>) => {
      // A button that waits for its answer loses the focus too, and whoever pressed it went nowhere.
      if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) {
        focused.current = undefined;
      }
    },
  };
}

function WorkRow({
  item,
  open,
  onOpen,
}: {
  item: Item;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const t = useTranslations("work");
  const words = useWords();
  return (
    <li className={classes.item} data-id={item.id} data-open={open || undefined}>
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
            <Said text={item.name} />
          </button>
        )}
        {item.due ? <Due at={item.due} /> : <When at={item.since} />}
      </div>
      <div className={classes.about}>
        <span className={classes.client}>{item.organisation}</span>
        <Severity severity={item.incident.severity} />
        <Link to={`/incidents/${item.incidentId}`}>
          #{item.incident.number} <Said text={item.incident.title} />
        </Link>
        {item.claimedBy && <span>{t("claimedBy", { who: item.claimedBy })}</span>}
      </div>
      {open && <Acting item={item} />}
    </li>
  );
}

/** Doing it without leaving the list. */
function Acting({ item }: { item: Item }) {
  switch (item.kind) {
    case "task":
      return <Task id={item.id} />;
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
      body(api.GET("/api/v1/questions", { params: { query: { mine: true, open: true } } })),
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
