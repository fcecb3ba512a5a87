import { Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { Beyond } from "../../parts/Beyond";
import { Client } from "../../parts/Client";
import { Due } from "../../parts/Due";
import { Empty } from "../../parts/Empty";
import { ExamplesNote, useExamples } from "../../parts/examples";
import { Panel } from "../../parts/Panel";
import { Target } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { useSteady } from "../../parts/useSteady";
import { useWords } from "../../parts/words";
import { RequestReason } from "../incidents/RequestReason";
import classes from "./ApprovalsPage.module.css";
import { Deciders } from "./Deciders";
import { OfIncident } from "./OfIncident";
import { waitingQuery } from "./queries";

/** What waits for approval: first what this person can decide, then what waits for others. */
export function ApprovalsPage() {
  const t = useTranslations("approvals");
  const waiting = useQuery(waitingQuery);
  const { isShown, wanted } = useExamples();
  const items = waiting.data?.items.filter((action) => isShown(action.organisation)) ?? [];
  const mine = items.filter((action) => action.mayApprove);
  const others = items.filter((action) => !action.mayApprove);
  return (
    <>
      <h1>{t("title")}</h1>
      <ExamplesNote />
      {waiting.error && <Trouble error={waiting.error} />}
      {waiting.isPending && <Loader aria-label={t("loading")} />}
      {waiting.data && items.length === 0 && (
        <Empty title={t("empty.title")}>{t("empty.text")}</Empty>
      )}
      <div className={classes.lists}>
        {mine.length > 0 && <Waiting key={`mine ${wanted}`} title={t("mine")} actions={mine} />}
        {others.length > 0 && (
          <Waiting key={`others ${wanted}`} title={t("others")} actions={others} />
        )}
        <Beyond page={waiting.data} />
      </div>
    </>
  );
}

function Waiting({ title, actions }: { title: string; actions: Schemas["ActionView"][] }) {
  const t = useTranslations("approvals");
  const words = useWords();
  const { rows, handlers } = useSteady(actions, ({ id }) => id, title);
  return (
    <Panel title={title} tight>
      <div {...handlers}>
        {rows.map(({ item: action }) => (
          <article key={action.id} className={classes.row}>
            <Link to={`/approvals/${action.id}`} className={classes.what}>
              {words(action.verb)} <Target value={action.target} />
            </Link>
            <Client id={action.organisation} />
            {action.approveBy && <Due at={action.approveBy} />}
            <p>
              <OfIncident id={action.incidentId} />
            </p>
            <p>
              <RequestReason action={action} />
            </p>
            {!action.mayApprove && action.deciders.length > 0 && (
              <Deciders
                title={t("deciders.title")}
                people={action.deciders}
                org={action.organisation}
              />
            )}
          </article>
        ))}
      </div>
    </Panel>
  );
}
