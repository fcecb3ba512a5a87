import { Button, Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslations } from "use-intl";
import { api, body } from "../../api/request";
import { useAuthored } from "../../parts/authored";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Severity } from "../../parts/Severity";
import { State } from "../../parts/State";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import { useWho } from "../../parts/who";
import classes from "./PlaybooksPage.module.css";

const Drawing = lazy(() => import("../../drawing/Drawing"));
const Explained = lazy(() => import("./Explained"));

const NONE = new Map();
const NO_FLOWS: string[] = [];

/** One playbook as its author drew and explained it, in any of its versions. */
export function PlaybookPage() {
  const { key } = useParams({ strict: false }) as { key: string };
  const search = useSearch({ strict: false }) as { version?: string; step?: string };
  const t = useTranslations("playbooks");
  const who = useWho();
  const authored = useAuthored();
  const navigate = useNavigate();
  const params = { path: { key } };
  const versions = useQuery({
    queryKey: ["playbooks", key, "versions"],
    queryFn: () => body(api.GET("/api/v1/playbooks/{key}/versions", { params })),
  });
  const inForce = versions.data?.items.find((version) => version.inForce)?.version;
  const shown = search.version === undefined ? inForce : Number(search.version);
  const xml = useQuery({
    queryKey: ["playbook", key, shown],
    queryFn: () =>
      body(
        api.GET("/api/v1/playbooks/{key}", {
          params: { ...params, query: shown === undefined ? {} : { version: shown } },
          headers: { Accept: "application/xml" },
          parseAs: "text",
        }),
      ) as Promise<string>,
    enabled: versions.isSuccess,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const about = useQuery({
    queryKey: ["playbooks", key, "about"],
    queryFn: () =>
      body(
        api.GET("/api/v1/playbooks/{key}/about", {
          params,
          headers: { Accept: "text/markdown" },
          parseAs: "text",
        }),
      ) as Promise<string>,
  });
  const error = versions.error ?? xml.error;
  const newest = versions.data?.items[0];
  const name = newest ? authored(newest, "name") : key;
  return (
    <>
      <h1>{name}</h1>
      {error && <Trouble error={error} />}
      {xml.data && (
        <Suspense fallback={<Loader aria-label={t("loading")} />}>
          <Drawing
            xml={xml.data}
            steps={NONE}
            flows={NO_FLOWS}
            chosen={search.step}
            name={name}
            tall
          />
        </Suspense>
      )}
      <div className={classes.columns}>
        <Panel title={t("explained")}>
          {about.error && <p className={classes.facts}>{t("notExplained")}</p>}
          {about.data && (
            <Suspense fallback={<Loader aria-label={t("loading")} />}>
              <Explained text={about.data} />
            </Suspense>
          )}
        </Panel>
        <Runs playbook={key} />
        <Panel title={t("versions")}>
          <ul className={classes.versions}>
            {versions.data?.items.map((version) => (
              <li key={version.version}>
                <Button
                  size="compact-sm"
                  variant={version.version === shown ? "light" : "subtle"}
                  onClick={() =>
                    void navigate({ to: ".", search: { version: version.version } as never })
                  }
                >
                  {t("version", { version: version.version })}
                </Button>{" "}
                {version.inForce && <State code="active" />}
                <br />
                <At at={version.deployedAt} />
                {version.deployedBy && <>, {who(version.deployedBy)}</>} ·{" "}
                {t("running", { count: version.running })}
              </li>
            ))}
          </ul>
        </Panel>
      </div>
    </>
  );
}

const MOST = 20;

/** On which incidents it worked last. */
function Runs({ playbook }: { playbook: string }) {
  const t = useTranslations("playbooks");
  const runs = useQuery({
    // With the incidents: what becomes of one may be the end of a run.
    queryKey: ["incidents", "runs", playbook],
    queryFn: () =>
      body(
        api.GET("/api/v1/playbooks/{key}/runs", {
          params: { path: { key: playbook }, query: { limit: MOST } },
        }),
      ),
  });
  return (
    <Panel title={t("runs")}>
      {runs.error && <Trouble error={runs.error} />}
      {runs.isPending && <Loader aria-label={t("loading")} />}
      {runs.data?.items.length === 0 && <p className={classes.facts}>{t("noRuns")}</p>}
      <ul className={classes.versions}>
        {runs.data?.items.map((run) => (
          <li key={run.incident.id + run.startedAt}>
            <Severity severity={run.incident.severity} />{" "}
            <Link to={`/incidents/${run.incident.id}`}>
              #{run.incident.number} <Said text={run.incident.title} />
            </Link>
            <br />
            <State code={run.state} /> {run.incident.organisation} ·{" "}
            {t("version", { version: run.version })} · {t("started")} <At at={run.startedAt} />
            {run.endedAt && (
              <>
                , {t("ended")} <At at={run.endedAt} />
              </>
            )}
          </li>
        ))}
      </ul>
      {runs.data?.next && <p className={classes.facts}>{t("moreRuns", { count: MOST })}</p>}
    </Panel>
  );
}
