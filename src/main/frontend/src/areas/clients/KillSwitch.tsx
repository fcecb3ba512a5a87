import { Button } from "@mantine/core";
import { IconHandStop, IconPlayerPlay } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, type Schemas } from "../../api/request";
import { useChange } from "../../parts/change";
import { ReasonDialog } from "../../parts/ReasonDialog";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { When } from "../../parts/When";
import { useWho } from "../../parts/who";
import { useWords } from "../../parts/words";
import { has, useSession } from "../../shell/session";
import classes from "./KillSwitch.module.css";
import { killSwitchQuery } from "./queries";

/**
 * Stops every change to the outside at once: on every page of a client, in the same place. On the provider's own
 * pages it stops the changes of every client.
 */
export function KillSwitch({ organisation }: { organisation: Schemas["OrganisationView"] }) {
  const t = useTranslations("clients.stop");
  const words = useWords();
  const who = useWho();
  const session = useSession();
  const [asking, setAsking] = useState(false);
  const org = organisation.id;
  const state = useQuery(killSwitchQuery(org));
  const on = state.data?.on ?? false;
  const everywhere = organisation.kind === "provider";
  const stop = t(everywhere ? "stopAll" : "stop");
  const turn = useChange(
    (why: string) =>
      api.PUT("/api/v1/organisations/{org}/kill-switch", {
        params: { path: { org } },
        body: { on: !on, why },
      }),
    {
      shownBy: ["organisation", "actions", "incident"],
      done: () => t(on ? "lifted" : "stopped"),
      after: () => setAsking(false),
    },
  );
  const may = has(session, "lead", "admin");
  return (
    <section className={classes.stop} data-on={on || undefined} aria-label={t("title")}>
      <div className={classes.says}>
        {state.error && <Trouble error={state.error} />}
        <p role={on ? "alert" : undefined}>
          <strong>{t(everywhere ? (on ? "isOnAll" : "isOffAll") : on ? "isOn" : "isOff")}</strong>
        </p>
        {state.data?.switches.map((one) => (
          <p key={one.party}>
            {t("by", { who: who(one.switchedBy), party: words(one.party) })}{" "}
            <When at={one.switchedAt} />: <Said text={one.why} />
          </p>
        ))}
      </div>
      {state.data && may && (
        <Button
          size="md"
          {...(on ? { variant: "default" } : { color: "red" })}
          leftSection={
            on ? <IconPlayerPlay size={20} aria-hidden /> : <IconHandStop size={22} aria-hidden />
          }
          onClick={() => setAsking(true)}
        >
          {on ? t("lift") : stop}
        </Button>
      )}
      {asking && (
        <ReasonDialog
          title={
            everywhere && !on ? stop : t(on ? "liftOf" : "stopOf", { name: organisation.name })
          }
          deed={on ? t("lift") : stop}
          dangerous={!on}
          goesTo={on ? "lift" : everywhere ? "stopAll" : "stop"}
          error={turn.error}
          pending={turn.isPending}
          onClose={() => setAsking(false)}
          onDo={(why) => turn.mutate(why)}
        >
          <ul className={classes.means}>
            {(on
              ? everywhere
                ? (["liftGoesOn", "meansLiftAll"] as const)
                : (["liftGoesOn", "liftOnlyOwn"] as const)
              : everywhere
                ? ([
                    "meansNothingAll",
                    "meansHolds",
                    "meansIn",
                    "meansUndo",
                    "meansLiftAll",
                  ] as const)
                : (["meansNothing", "meansHolds", "meansIn", "meansUndo", "meansLift"] as const)
            ).map((line) => (
              <li key={line}>{t(line)}</li>
            ))}
          </ul>
        </ReasonDialog>
      )}
    </section>
  );
}
