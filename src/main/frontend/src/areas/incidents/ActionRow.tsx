import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, type Schemas } from "../../api/request";
import { ActionState, codeOf } from "../../parts/ActionState";
import { OF_INCIDENTS, useChange } from "../../parts/change";
import { Due } from "../../parts/Due";
import { ReasonDialog } from "../../parts/ReasonDialog";
import { Said, Target } from "../../parts/Said";
import { State } from "../../parts/State";
import { useTold } from "../../parts/told";
import { At, When } from "../../parts/When";
import { useWho } from "../../parts/who";
import { useWords } from "../../parts/words";
import { has, useSession } from "../../shell/session";
import classes from "./ActionRow.module.css";
import { AskingForAction } from "./AskForAction";
import { incidentQuery } from "./queries";
import { RequestReason } from "./RequestReason";
import { UndoPlan } from "./UndoPlan";

type Action = Schemas["ActionView"];
type Listing = Schemas["Listing"];

const BLOCK_LISTS = "block-lists";

const HOLDS: Action["state"][] = ["verified"];

/** One change to the outside: what, on which target, by what, how it stands, why; its whole story one click away. */
export function ActionRow({ action }: { action: Action }) {
  const t = useTranslations("incidents.action");
  const words = useWords();
  const who = useWho();
  const session = useSession();
  const [open, setOpen] = useState(false);
  const [undoing, setUndoing] = useState(false);
  const [asking, setAsking] = useState(false);
  const undo = useChange(
    (reason: string) =>
      api.POST("/api/v1/actions/{id}/undo", {
        params: { path: { id: action.id } },
        body: { reason },
      }),
    { shownBy: OF_INCIDENTS, done: () => t("undoAsked"), after: () => setUndoing(false) },
  );
  const works = has(session, "responder", "lead", "admin");
  return (
    <article className={classes.row} data-action={action.id} tabIndex={-1}>
      <div className={classes.head}>
        <button
          type="button"
          className={classes.what}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {words(action.verb)} <Target value={action.target} />
        </button>
        <ActionState action={action} />
        {action.state === "awaiting_approval" && (
          <>
            {action.approveBy && <Due at={action.approveBy} />}
            <Link to={`/approvals/${action.id}`} className={classes.link}>
              {t("decide")}
            </Link>
          </>
        )}
        {works && HOLDS.includes(action.state) && (
          <Button size="compact-xs" variant="default" onClick={() => setUndoing(true)}>
            {t("undo")}
          </Button>
        )}
        {action.mayAskAgain && (
          <Button size="compact-xs" variant="default" onClick={() => setAsking(true)}>
            {t("askAgain")}
          </Button>
        )}
        {action.askedAgain && <Newer id={action.askedAgain} />}
      </div>
      <p className={classes.reason}>
        {action.connector !== "none" && <>{action.connector} · </>}
        {action.byHand ? (
          <>
            <Said text={action.byHand.what} /> ({who(action.byHand.by)})
          </>
        ) : (
          <Reason action={action} text={action.reason} />
        )}
        {action.expiresAt && HOLDS.includes(action.state) && (
          <>
            {" "}
            · {t("expires")} <When at={action.expiresAt} />
          </>
        )}
      </p>
      {action.listing && <Listed listing={action.listing} />}
      {open && <Story action={action} />}
      {asking && <AskingAgain action={action} onClose={() => setAsking(false)} />}
      {undoing && (
        <ReasonDialog
          title={t("undoTitle")}
          deed={t("undo")}
          dangerous
          goesTo="timeline"
          error={undo.error}
          pending={undo.isPending}
          onClose={() => setUndoing(false)}
          onDo={(reason) => undo.mutate(reason)}
        >
          <UndoPlan action={action.id} />
        </ReasonDialog>
      )}
    </article>
  );
}

/** That it was asked for again since, and the way there: it stands in the same list. */
function Newer({ id }: { id: string }) {
  const t = useTranslations("incidents.action");
  const go = () => {
    const row = document.querySelector<HTMLElement>(`[data-action="${id}"]`);
    row?.scrollIntoView({ block: "center" });
    row?.focus({ preventScroll: true });
  };
  return (
    <Button size="compact-xs" variant="subtle" onClick={go}>
      {t("askedAgain")}
    </Button>
  );
}

/** The same once more, for the same reason unless they give another. */
function AskingAgain({ action, onClose }: { action: Action; onClose: () => void }) {
  const incident = useQuery(incidentQuery(action.incidentId)).data;
  return (
    incident && (
      <AskingForAction
        incident={incident}
        wanted={{ verb: action.verb, target: action.target, reason: action.requestReason }}
        onClose={onClose}
      />
    )
  );
}

/** What a hosted list says of it: that a firewall enforces what it has pulled, nobody tells Cordon. */
function Listed({ listing }: { listing: Listing }) {
  const t = useTranslations("incidents.action.listing");
  const who = useWho();
  const { listed, since, pulledAt, pulledBy, listPulledAt } = listing;
  return (
    <p className={classes.reason} data-unpulled={pulledAt == null}>
      {t(listed ? "on" : "off")} <When at={since} />
      {pulledAt ? (
        <>
          ; {t("pulledBy")} <Said text={who(pulledBy ?? "")} />, <When at={pulledAt} />
        </>
      ) : (
        <>
          ; {t(listed ? "enforcesNothing" : "enforcesStill")}
          {listPulledAt ? (
            <>
              {" "}
              {t("lastPulled")} <When at={listPulledAt} />.
            </>
          ) : (
            ` ${t("neverPulled")}`
          )}
        </>
      )}
    </p>
  );
}

/** Why it stands as it stands; often that is still why it was asked for. */
function Reason({ action, text }: { action: Action; text: string }) {
  const told = useTold();
  return text === action.requestReason ? (
    <RequestReason action={action} />
  ) : (
    <Said text={told(text)} />
  );
}

/** By which right it was done, as it was recorded when it was. */
interface Authority {
  grant: { mode: string; assets: string; hours: string };
  documentVersion: number;
}

function ByGrant({ authority: { grant, documentVersion } }: { authority: Authority }) {
  const t = useTranslations("incidents.action");
  const words = useWords();
  return (
    <>
      {words(grant.mode)}, {words(grant.hours)},{" "}
      {grant.assets === "*" ? t("everything") : words(grant.assets)};{" "}
      {t("grantVersion", { version: documentVersion })}
    </>
  );
}

/** What a hosted list proves is that it has the entry; whether it was pulled the move says in its reason. */
function moved(action: Action, { to, reason }: Action["history"][number]): string {
  return action.connector === BLOCK_LISTS && to === "verified"
    ? "on_list"
    : codeOf({ state: to, reason });
}

/** Who asked, by which authority, what was there before, and each move with its reason. */
function Story({ action }: { action: Action }) {
  const t = useTranslations("incidents.action");
  const words = useWords();
  const who = useWho();
  return (
    <div className={classes.story}>
      <dl>
        <dt>{t("askedBy")}</dt>
        <dd>
          {who(action.requestedBy)}, <At at={action.createdAt} />: <RequestReason action={action} />
        </dd>
        {action.approvedBy.length > 0 && (
          <>
            <dt>{t("approvedBy")}</dt>
            <dd>{action.approvedBy.map(who).join(", ")}</dd>
          </>
        )}
        {action.authority != null && (
          <>
            <dt>{t("authority")}</dt>
            <dd>
              <ByGrant authority={action.authority as Authority} />
            </dd>
          </>
        )}
        {action.preState != null && (
          <>
            <dt>{t("preState")}</dt>
            <dd>
              <code className="preserve">
                <Said text={JSON.stringify(action.preState)} />
              </code>
            </dd>
          </>
        )}
      </dl>
      <ol className={classes.moves}>
        {action.history.map((move) => (
          <li key={`${move.at}${move.to}`}>
            <At at={move.at} /> <State code={moved(action, move)} /> {who(move.by)}
            {move.reason !== "" && (
              <>
                : <Reason action={action} text={move.reason} />
              </>
            )}
            <span className="hear-only">{words(moved(action, move))}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
