import { Button, Loader, SegmentedControl, Select } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import type { Look } from "../../drawing/Drawing";
import { useAuthored, Words } from "../../parts/authored";
import { OF_INCIDENTS, useChange } from "../../parts/change";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { State } from "../../parts/State";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import { has, useSession } from "../../shell/session";
import { StepPanel } from "../tasks/StepPanel";
import { ActionRow } from "./ActionRow";
import classes from "./Playbook.module.css";
import { actionsQuery, progressQuery, tasksQuery } from "./queries";

const Drawing = lazy(() => import("../../drawing/Drawing"));

/** Where it is narrower, the names of playbooks stand below each other. */
const ROOM_FOR_NAMES = "(min-width: 48em)";

/** More playbooks than these are chosen from a list. */
const MOST_SIDE_BY_SIDE = 4;

type Incident = Schemas["IncidentView"];
type Instance = Schemas["PlaybookInstance"];

/** The incident's playbooks as they are drawn, with where each stands; a step leads to what came of it. */
export function Playbook({ incident }: { incident: Incident }) {
  const t = useTranslations("incidents.playbook");
  const authored = useAuthored();
  const progress = useQuery(progressQuery(incident.id));
  const [wanted, setWanted] = useState<string>();
  const wide = useMediaQuery(ROOM_FOR_NAMES, true, { getInitialValueInEffect: false });
  const instances = progress.data?.instances ?? [];
  const names = toldApart(instances.map((instance) => authored(instance, "name")));
  const data = instances.map(({ id }, index) => ({ value: id, label: names[index] ?? id }));
  const shown =
    instances.find((instance) => instance.id === wanted) ??
    instances.find((instance) => instance.main) ??
    instances[0];
  if (!shown) {
    return progress.error && <Trouble error={progress.error} />;
  }
  return (
    <Panel
      title={t("title")}
      aside={
        instances.length > 1 &&
        (instances.length <= MOST_SIDE_BY_SIDE ? (
          <SegmentedControl
            size="xs"
            orientation={wide ? "horizontal" : "vertical"}
            aria-label={t("which")}
            data={data}
            value={shown.id}
            onChange={setWanted}
          />
        ) : (
          <Select
            size="xs"
            aria-label={t("which")}
            data={data}
            allowDeselect={false}
            searchable
            value={shown.id}
            onChange={(id) => setWanted(id ?? undefined)}
          />
        ))
      }
    >
      <InstanceShown key={shown.id} incident={incident} instance={shown} />
    </Panel>
  );
}

/** The same with numbers where several are the same, such as the containment of each host. */
function toldApart(names: string[]): string[] {
  return names.map((name, index) =>
    names.indexOf(name) === names.lastIndexOf(name)
      ? name
      : `${name} ${names.slice(0, index + 1).filter((other) => other === name).length}`,
  );
}

function InstanceShown({ incident, instance }: { incident: Incident; instance: Instance }) {
  const t = useTranslations("incidents.playbook");
  const authored = useAuthored();
  const [chosen, setChosen] = useState<string>();
  const xml = useQuery({
    queryKey: ["playbook", instance.key, instance.version],
    queryFn: () =>
      body(
        api.GET("/api/v1/playbooks/{key}", {
          params: { path: { key: instance.key }, query: { version: instance.version } },
          headers: { Accept: "application/xml" },
          parseAs: "text",
        }),
      ) as Promise<string>,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const steps = useMemo(
    () => new Map(instance.steps.map((step) => [step.element, step.state as Look])),
    [instance.steps],
  );
  const step = instance.steps.find((candidate) => candidate.element === chosen);
  const named = instance.steps.filter((candidate) => candidate.name !== "");
  return (
    <>
      <div className={classes.stand}>
        <State code={instance.state} /> {authored(instance, "name")}{" "}
        {t("version", { version: instance.version })}, {t("since")} <At at={instance.startedAt} />
        {instance.state === "stuck" && <TryAgain incident={incident} />}
      </div>
      {xml.error && <Trouble error={xml.error} />}
      {xml.data && (
        <Suspense fallback={<Loader aria-label={t("title")} />}>
          <Drawing
            xml={xml.data}
            steps={steps}
            flows={instance.flows}
            chosen={chosen}
            onChoose={setChosen}
            name={authored(instance, "name")}
          />
        </Suspense>
      )}
      <ol className={classes.steps} aria-label={t("steps")}>
        {named.map((candidate) => (
          <li key={candidate.element}>
            <button
              type="button"
              data-look={candidate.state}
              aria-pressed={candidate.element === chosen}
              onClick={() =>
                setChosen(candidate.element === chosen ? undefined : candidate.element)
              }
            >
              <Words of={candidate} field="name" />
              <small>
                {t(`states.${candidate.state as "done"}`)}
                {candidate.count > 1 && ` ×${candidate.count}`}
              </small>
            </button>
          </li>
        ))}
      </ol>
      {step && <StepShown incident={incident} step={step} />}
    </>
  );
}

/** Once more, for steps that failed until the engine stopped trying. */
function TryAgain({ incident }: { incident: Incident }) {
  const t = useTranslations("incidents.playbook");
  const session = useSession();
  const retry = useChange(
    () => body(api.POST("/api/v1/incidents/{id}/retry", { params: { path: { id: incident.id } } })),
    { shownBy: OF_INCIDENTS, done: () => t("triedAgain") },
  );
  if (!has(session, "lead", "admin")) {
    return null;
  }
  return (
    <>
      {" "}
      <Button
        size="compact-sm"
        variant="default"
        loading={retry.isPending}
        onClick={() => retry.mutate()}
      >
        {t("tryAgain")}
      </Button>
      {retry.error && <Trouble error={retry.error} />}
    </>
  );
}

/** What came of a step: its task, its actions, or the reason why it stands where it stands. */
function StepShown({ incident, step }: { incident: Incident; step: Schemas["PlaybookStep"] }) {
  const t = useTranslations("incidents.playbook");
  const tasks = useQuery(tasksQuery(incident.id));
  const actions = useQuery(actionsQuery(incident.id));
  const task = tasks.data?.items.find((candidate) => candidate.id === step.taskId);
  const asked = (actions.data?.items ?? []).filter((action) => step.actionIds.includes(action.id));
  return (
    <div className={classes.step} aria-live="polite">
      <h3>{step.name ? <Words of={step} field="name" /> : step.element}</h3>
      <p className={classes.stand}>
        {t(`states.${step.state as "done"}`)}
        {step.at && (
          <>
            , <At at={step.at} />
          </>
        )}
        {step.detail && (
          <>
            : <Said text={step.detail} />
          </>
        )}
      </p>
      {task && <StepPanel task={task} opened />}
      {asked.map((action) => (
        <ActionRow key={action.id} action={action} />
      ))}
    </div>
  );
}
