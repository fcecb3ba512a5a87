import { Button, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Empty } from "../../parts/Empty";
import { held, NotYet } from "../../parts/NotYet";
import { organisationsQuery } from "../../parts/organisations";
import { Trouble } from "../../parts/Trouble";
import { has, useSession } from "../../shell/session";
import { blockListsQuery } from "../clients/queries";
import { AuthorityStep } from "./AuthorityStep";
import { BlockListStep } from "./BlockListStep";
import { ClientStep } from "./ClientStep";
import { ExamplePanel } from "./ExamplePanel";
import { MailStep } from "./MailStep";
import { PeopleStep } from "./PeopleStep";
import {
  authorityQuery,
  mailQuery,
  newestAlertQuery,
  peopleQuery,
  raciQuery,
  tokensQuery,
} from "./queries";
import { RaciStep } from "./RaciStep";
import { SourceStep } from "./SourceStep";
import classes from "./StartPage.module.css";
import { Step } from "./Step";
import { BLOCK_LISTS } from "./tokens";

/** From nothing to the first alert of the first client. Every step says how it stands, so that one may come back. */
export function StartPage() {
  const t = useTranslations("start");
  const session = useSession();
  if (session.party !== "provider" || !has(session, "admin")) {
    return (
      <>
        <h1>{t("title")}</h1>
        <Empty title={t("onlyAdmin")} />
      </>
    );
  }
  return (
    <div className={classes.page}>
      <h1>{t("title")}</h1>
      <p className={classes.text}>{t("text")}</p>
      <Guide />
      <ExamplePanel />
    </div>
  );
}

function Guide() {
  const t = useTranslations("start");
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { client?: unknown };
  const organisations = useQuery(organisationsQuery);
  const shown = held(organisations);
  if (!shown) {
    return <NotYet error={organisations.error} label={t("title")} />;
  }
  const clients = shown.items.filter((one) => one.kind === "client" && !one.example);
  const chosen = clients.find((one) => one.id === search.client) ?? clients[0];
  const choose = (id: string | null) =>
    void navigate({ to: "/start", search: { client: id ?? undefined } as never });
  return (
    <>
      {organisations.error && <Trouble error={organisations.error} />}
      {clients.length > 1 && (
        <Select
          label={t("which")}
          maw="24rem"
          mb="md"
          searchable
          allowDeselect={false}
          data={clients.map((one) => ({ value: one.id, label: one.name }))}
          value={chosen?.id ?? null}
          onChange={choose}
        />
      )}
      <Steps key={chosen?.id ?? ""} org={chosen?.id} name={chosen?.name} onMade={choose} />
    </>
  );
}

const STEPS = ["client", "people", "raci", "authority", "blockList", "mail", "source"] as const;

type StepId = (typeof STEPS)[number];

function Steps({
  org,
  name,
  onMade,
}: {
  org: string | undefined;
  name: string | undefined;
  onMade: (id: string) => void;
}) {
  const t = useTranslations("start");
  const of = org ?? "";
  const there = { enabled: org !== undefined };
  const people = useQuery({ ...peopleQuery(of), ...there });
  const raci = useQuery({ ...raciQuery(of), ...there });
  const authority = useQuery({ ...authorityQuery(of), ...there });
  const tokens = useQuery({ ...tokensQuery(of), ...there });
  const lists = useQuery({ ...blockListsQuery(of), ...there });
  const alert = useQuery({ ...newestAlertQuery(of), ...there });
  const mail = useQuery(mailQuery);
  const search = useSearch({ strict: false }) as { step?: unknown };
  const [opened, setOpened] = useState<StepId | null | undefined>(
    STEPS.find((id) => id === search.step),
  );

  const reachable = people.data?.people.filter((person) => person.email).length ?? 0;
  const gaps = raci.data?.gaps.length ?? 0;
  const pulled = lists.data?.items.some((list) => list.pulledAt != null) ?? false;
  const steps = [
    {
      id: "client",
      done: org !== undefined,
      state: name ?? t("client.state"),
      inside: <ClientStep org={org} onMade={onMade} />,
    },
    {
      id: "people",
      done: reachable > 0,
      state: t("people.state", { count: people.data?.people.length ?? 0 }),
      inside: org && <PeopleStep org={org} />,
    },
    {
      id: "raci",
      done: raci.data !== undefined && raci.data.version > 0 && gaps === 0,
      state: t("raci.state", { count: gaps }),
      inside: org && <RaciStep org={org} />,
    },
    {
      id: "authority",
      done: (authority.data?.version ?? 0) > 0,
      state:
        (authority.data?.version ?? 0) > 0
          ? t("authority.state", { count: authority.data?.grants.length ?? 0 })
          : t("authority.unsaid"),
      inside: org && <AuthorityStep org={org} />,
    },
    {
      id: "blockList",
      done: pulled,
      state: pulled
        ? t("blockList.pulled")
        : tokens.data?.some((token) => token.name === BLOCK_LISTS)
          ? t("blockList.waits")
          : t("blockList.state"),
      inside: org && <BlockListStep org={org} />,
    },
    {
      id: "mail",
      done: mail.data?.isSetUp ?? false,
      state: mail.data?.isSetUp ? t("mail.isSetUp") : t("mail.state"),
      inside: <MailStep />,
    },
    {
      id: "source",
      done: alert.data !== undefined,
      state: alert.data ? t("source.heard") : t("source.state"),
      inside: org && <SourceStep org={org} />,
    },
  ] as const;
  const asked = [people, raci, authority, tokens, lists, alert, mail];
  const known = org === undefined || asked.every((query) => !query.isPending);
  const first = known ? (steps.find((step) => !step.done)?.id ?? null) : undefined;
  // NB: once. A step that is done while somebody works on it must not close under their hands.
  useEffect(() => {
    if (opened === undefined && first !== undefined) {
      setOpened(first);
    }
  }, [opened, first]);
  const list = useRef<HTMLOListElement>(null);
  const goesOn = useRef(false);
  // The step before closes over it and would leave the next one out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: where the next step was opened
  useEffect(() => {
    if (goesOn.current) {
      goesOn.current = false;
      const head = list.current?.querySelector<HTMLElement>('[aria-expanded="true"]');
      head?.focus({ preventScroll: true });
      head?.closest("li")?.scrollIntoView({ block: "start" });
    }
  }, [opened]);
  const goOn = (id: StepId) => {
    goesOn.current = true;
    setOpened(id);
  };
  const shown = opened ?? null;
  const error = asked.find((query) => query.error)?.error;
  return (
    <>
      {error && <Trouble error={error} />}
      <ol ref={list} className={classes.steps} aria-label={t("title")}>
        {steps.map((step, index) => (
          <Step
            key={step.id}
            number={index + 1}
            title={t(`${step.id}.title`)}
            state={org || step.id === "client" || step.id === "mail" ? step.state : ""}
            done={step.done}
            open={shown === step.id}
            onToggle={() => setOpened(shown === step.id ? null : step.id)}
          >
            {step.inside || <Empty title={t("clientFirst")} />}
            {org && index + 1 < steps.length && <Next id={steps[index + 1]?.id} onNext={goOn} />}
          </Step>
        ))}
      </ol>
    </>
  );
}

function Next({ id, onNext }: { id: StepId | undefined; onNext: (id: StepId) => void }) {
  const t = useTranslations("start");
  return (
    id && (
      <p className={classes.next}>
        <Button variant="subtle" onClick={() => onNext(id)}>
          {t("next", { step: t(`${id}.title`) })}
        </Button>
      </p>
    )
  );
}
