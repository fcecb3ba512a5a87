import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { api, type Schemas } from "../../api/request";
import { ActionState } from "../../parts/ActionState";
import { Client } from "../../parts/Client";
import { OF_INCIDENTS, useChange } from "../../parts/change";
import { Due } from "../../parts/Due";
import { held, NotYet } from "../../parts/NotYet";
import { Panel } from "../../parts/Panel";
import { ReasonDialog } from "../../parts/ReasonDialog";
import { deceives, Said, Target } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import { useWho } from "../../parts/who";
import { useWords } from "../../parts/words";
import { useShortcut } from "../../shell/Shortcuts";
import { Because } from "../alerts/Because";
import { Stopped } from "../clients/Stopped";
import { evidenceQuery, incidentQuery, worstAlertQuery } from "../incidents/queries";
import { RequestReason } from "../incidents/RequestReason";
import classes from "./ApprovalPage.module.css";
import { Deciders } from "./Deciders";
import { OfIncident } from "./OfIncident";
import { actionQuery } from "./queries";

type Action = Schemas["ActionView"];

const GROUNDS = [
  { tab: "alerts", name: "alerts" },
  { tab: "evidence", name: "evidence" },
] as const;

/** The decision: exactly what, on exactly which target, why, what else it hits, by which right, and what silence does. */
export function ApprovalPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const t = useTranslations("approvals");
  const words = useWords();
  const action = useQuery(actionQuery(id));
  const shown = held(action);
  if (!shown) {
    return <NotYet error={action.error} label={t("loading")} />;
  }
  return (
    <div className={classes.page}>
      {action.error && <Trouble error={action.error} />}
      <p className={classes.client}>
        <Client id={shown.organisation} /> <OfIncident id={shown.incidentId} />
      </p>
      <h1 className={classes.what}>
        {words(shown.verb)}
        <span className={classes.target}>
          <Target value={shown.target} />
        </span>
      </h1>
      <Stopped org={shown.organisation} />
      {deceives(shown.target) && (
        <p role="alert" className={classes.deceives}>
          {t("deceives")}
        </p>
      )}
      <p>
        <ActionState action={shown} />{" "}
        {shown.state === "awaiting_approval" && shown.approveBy && <Due at={shown.approveBy} />}
      </p>
      <Facts action={shown} />
      <Grounds incident={shown.incidentId} />
      <Deciding action={shown} />
    </div>
  );
}

function Facts({ action }: { action: Action }) {
  const t = useTranslations("approvals");
  const words = useWords();
  const who = useWho();
  const facts = action.approval;
  const radius = facts?.blastRadius;
  const grant = facts?.authority;
  return (
    <Panel title={t("facts")}>
      <dl className={classes.facts}>
        <Fact name={t("why")}>
          <RequestReason action={action} />
        </Fact>
        <Fact name={t("askedBy")}>
          {who(action.requestedBy)}, <At at={action.createdAt} />
        </Fact>
        <Fact name={t("by")}>
          {action.connector === "none" ? t("noConnector") : action.connector}
        </Fact>
        {radius && (
          <Fact name={t("hits")}>
            {radius.asset ? (
              <>
                <strong>{radius.asset.names.join(", ") || radius.asset.id}</strong> (
                {radius.asset.class}, {t("criticality", { level: radius.asset.criticality })}
                {radius.asset.owner && <>, {t("owner", { owner: radius.asset.owner })}</>})
              </>
            ) : (
              t("noAsset")
            )}
            <br />
            {t("alsoNamed", { count: radius.alsoNamedIn })}{" "}
            {t("targets", { count: radius.targetsOfThisIncident })}
            {radius.limits && (
              <> {t("limits", { left: radius.limits.left, most: radius.limits.maxPerHour })}</>
            )}
          </Fact>
        )}
        {facts?.protectedBy && (
          <Fact name={t("protected")}>
            <strong className={classes.bad}>
              <Said text={facts.protectedBy} />
            </strong>
          </Fact>
        )}
        {grant && (
          <Fact name={t("authority")}>
            {grant.mode
              ? t("grant", { mode: words(grant.mode), version: grant.version })
              : t("noGrant", { version: grant.version })}
            <br />
            {t("needed", {
              client: grant.approversNeeded.client,
              provider: grant.approversNeeded.provider,
            })}
            {grant.given.map((given) => (
              <div key={given.by}>
                ✓ {who(given.by)} (<At at={given.at} />)
              </div>
            ))}
          </Fact>
        )}
        {action.state === "awaiting_approval" && (
          <Fact name={t("deciders.title")}>
            {action.deciders.length > 0 ? (
              <Deciders people={action.deciders} org={action.organisation} />
            ) : (
              t("deciders.nobody")
            )}
          </Fact>
        )}
        {facts && (
          <Fact name={t("silence")}>
            {t(
              action.requestedBy.startsWith("playbook:")
                ? "onSilence.playbook"
                : "onSilence.person",
            )}
          </Fact>
        )}
      </dl>
    </Panel>
  );
}

/** What the decision rests on: why the alerts mean what they mean, and the way to all of them. */
function Grounds({ incident }: { incident: string }) {
  const t = useTranslations("approvals.grounds");
  const worst = useQuery(worstAlertQuery(incident));
  const alerts = useQuery(incidentQuery(incident)).data?.alertCount ?? 0;
  const evidence = useQuery(evidenceQuery(incident)).data?.items.length ?? 0;
  return (
    <Panel title={t("title")}>
      {worst.error && <Trouble error={worst.error} />}
      {worst.data && (
        <p className={classes.why}>
          <Because alert={worst.data} />
        </p>
      )}
      <p className={classes.ways}>
        {GROUNDS.map(({ tab, name }) => (
          <Link key={tab} to={`/incidents/${incident}`} search={{ tab } as never}>
            {t(name, { count: name === "alerts" ? alerts : evidence })}
          </Link>
        ))}
      </p>
    </Panel>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Deciding({ action }: { action: Action }) {
  const t = useTranslations("approvals");
  const words = useWords();
  const navigate = useNavigate();
  const [deciding, setDeciding] = useState<"approve" | "deny">();
  const params = { path: { id: action.id } };
  const decide = useChange(
    (reason: string) =>
      deciding === "approve"
        ? api.POST("/api/v1/actions/{id}/approve", { params, body: { comment: reason } })
        : api.POST("/api/v1/actions/{id}/deny", { params, body: { reason } }),
    {
      shownBy: OF_INCIDENTS,
      done: () => (deciding === "approve" ? t("approved") : t("denied")),
      after: () => {
        setDeciding(undefined);
        void navigate({ to: "/approvals" });
      },
    },
  );
  const decides = action.state === "awaiting_approval" && action.mayApprove;
  useShortcut("a", t("approveTitle"), () => decides && setDeciding("approve"));
  useShortcut("d", t("denyTitle"), () => decides && setDeciding("deny"));
  if (action.state !== "awaiting_approval") {
    return null;
  }
  if (!decides) {
    return <p className={classes.notYours}>{t("notYours")}</p>;
  }
  return (
    <>
      <Group className={classes.decide}>
        <Button size="md" onClick={() => setDeciding("approve")}>
          {t("approve")}
        </Button>
        <Button size="md" variant="default" onClick={() => setDeciding("deny")}>
          {t("deny")}
        </Button>
      </Group>
      {deciding && (
        <ReasonDialog
          title={t(deciding === "approve" ? "approveTitle" : "denyTitle")}
          deed={t(deciding)}
          optional={deciding === "approve"}
          goesTo="timeline"
          error={decide.error}
          pending={decide.isPending}
          onClose={() => setDeciding(undefined)}
          onDo={(reason) => decide.mutate(reason)}
        >
          <p className={classes.once}>
            {words(action.verb)} <Target value={action.target} />
          </p>
        </ReasonDialog>
      )}
    </>
  );
}
