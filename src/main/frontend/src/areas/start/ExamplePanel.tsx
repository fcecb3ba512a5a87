import { Badge, Button, Group, Modal, Progress } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, body } from "../../api/request";
import { useChange } from "../../parts/change";
import { ExamplesNote, useExamplesWanted } from "../../parts/examples";
import { Panel } from "../../parts/Panel";
import { Trouble } from "../../parts/Trouble";
import { exampleQuery } from "./queries";
import classes from "./StartPage.module.css";

const SHOWN_BY = ["example", "organisations", "session", "work", "incidents", "alerts", "figures"];

/** One button that shows the house with people in it, and one that takes them out again. */
export function ExamplePanel() {
  const t = useTranslations("start.example");
  const example = useQuery(exampleQuery);
  const [removing, setRemoving] = useState(false);
  const [, wantExamples] = useExamplesWanted();
  const load = useChange(() => api.POST("/api/v1/example"), {
    shownBy: SHOWN_BY,
    after: () => wantExamples(true),
  });
  const remove = useChange(() => body(api.DELETE("/api/v1/example")), {
    shownBy: SHOWN_BY,
    done: (removed) => t("removed", { rows: removed.rows }),
    after: () => setRemoving(false),
  });
  const run = example.data;
  const error = example.error ?? load.error;
  return (
    <Panel
      title={
        <Group gap="xs">
          {t("title")}
          {run && run.state !== "absent" && (
            <Badge variant="light" color="yellow" radius="sm">
              {t("badge")}
            </Badge>
          )}
        </Group>
      }
      aside={
        run?.state === "absent" ? (
          <Button loading={load.isPending} onClick={() => load.mutate()}>
            {t("load")}
          </Button>
        ) : (
          run && (
            <Button variant="default" onClick={() => setRemoving(true)}>
              {t("remove")}
            </Button>
          )
        )
      }
    >
      {error && <Trouble error={error} />}
      <p className={classes.text}>{t("text")}</p>
      <ExamplesNote />
      {run && run.state !== "absent" && (
        <div className={classes.playing}>
          <Progress
            value={(run.played / Math.max(run.total, 1)) * 100}
            aria-label={t("progress")}
            aria-valuetext={t("played", { played: run.played, total: run.total })}
          />
          <p role="status">
            {run.state === "playing" && t("played", { played: run.played, total: run.total })}
            {run.state === "loaded" && t("loaded", { total: run.total })}
            {run.state === "removing" && t("removing")}
          </p>
          <Group gap="md">
            <Link to="/incidents">{t("incidents")}</Link>
            <Link to="/alerts">{t("alerts")}</Link>
            {run.organisations.map((org) => (
              <Link key={org} to={`/clients/${org}`}>
                {org}
              </Link>
            ))}
          </Group>
        </div>
      )}
      <Modal opened={removing} onClose={() => setRemoving(false)} title={t("remove")}>
        {remove.error && <Trouble error={remove.error} />}
        <p>{t("removeText")}</p>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setRemoving(false)}>
            {t("keep")}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t("removeIt")}
          </Button>
        </Group>
      </Modal>
    </Panel>
  );
}
