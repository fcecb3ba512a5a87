import { Button, Group } from "@mantine/core";
import { IconHandStop } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { useChange } from "../../parts/change";
import { Panel } from "../../parts/Panel";
import { ReasonDialog } from "../../parts/ReasonDialog";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import { useWho } from "../../parts/who";
import { useWords } from "../../parts/words";
import { has, useSession } from "../../shell/session";
import classes from "./Overview.module.css";
import { gapsQuery } from "./queries";

/** What is open in the set-up, and the switch that stops every change to the outside. */
export function Overview({ organisation }: { organisation: Schemas["OrganisationView"] }) {
  const t = useTranslations("clients");
  const gaps = useQuery(gapsQuery(organisation.id));
  return (
    <div className={classes.panels}>
      <KillSwitch org={organisation.id} />
      <Panel title={t("gaps.title")}>
        {gaps.error && <Trouble error={gaps.error} />}
        {gaps.data?.items.length === 0 && <p className={classes.none}>{t("gaps.none")}</p>}
        <ul className={classes.gaps}>
          {gaps.data?.items.map((gap) => (
            <li key={gap.kind + gap.missing + (gap.function ?? "") + gap.text}>
              <Said text={gap.text} />
              {gap.function && (
                <Link to={`/clients/${organisation.id}?tab=raci`}>{t("gaps.mend")}</Link>
              )}
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function KillSwitch({ org }: { org: string }) {
  const t = useTranslations("clients.stop");
  const words = useWords();
  const who = useWho();
  const session = useSession();
  const [asking, setAsking] = useState(false);
  const params = { path: { org } };
  const state = useQuery({
    queryKey: ["organisation", org, "kill-switch"],
    queryFn: () => body(api.GET("/api/v1/organisations/{org}/kill-switch", { params })),
  });
  const on = state.data?.on ?? false;
  const turn = useChange(
    (why: string) =>
      api.PUT("/api/v1/organisations/{org}/kill-switch", { params, body: { on: !on, why } }),
    {
      shownBy: ["organisation"],
      done: () => t(on ? "lifted" : "stopped"),
      after: () => setAsking(false),
    },
  );
  return (
    <Panel title={t("title")}>
      {state.error && <Trouble error={state.error} />}
      <p className={classes.text}>{t(on ? "isOn" : "isOff")}</p>
      {state.data?.switches.map((one) => (
        <p key={one.party} className={classes.text}>
          {words(one.party)}: {who(one.switchedBy)}, <At at={one.switchedAt} />:{" "}
          <Said text={one.why} />
        </p>
      ))}
      {state.data && has(session, "lead", "responder", "admin") && (
        <Group>
          <Button
            size="lg"
            {...(on ? { variant: "default" } : { color: "red" })}
            leftSection={<IconHandStop size={20} />}
            onClick={() => setAsking(true)}
          >
            {t(on ? "lift" : "stop")}
          </Button>
        </Group>
      )}
      {asking && (
        <ReasonDialog
          title={t(on ? "lift" : "stop")}
          deed={t(on ? "lift" : "stop")}
          dangerous={!on}
          error={turn.error}
          pending={turn.isPending}
          onClose={() => setAsking(false)}
          onDo={(why) => turn.mutate(why)}
        />
      )}
    </Panel>
  );
}
