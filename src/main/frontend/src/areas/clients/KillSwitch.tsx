import { Alert, Button } from "@mantine/core";
import { IconHandStop, IconPlayerPlay } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { api, type Schemas } from "../../api/request";
import { useChange } from "../../parts/change";
import { ReasonDialog } from "../../parts/ReasonDialog";
import { spelledOut } from "../../parts/revealed";
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
  // What somebody is about to do stays what it was, whatever becomes of the switch meanwhile.
  const [wanted, setWanted] = useState<"stop" | "lift">();
  const org = organisation.id;
  const state = useQuery(killSwitchQuery(org));
  // What was read before it could no longer be read may hold no more.
  const known = state.error ? undefined : state.data;
  const on = known?.on === true;
  const everywhere = organisation.kind === "provider";
  const stop = t(everywhere ? "stopAll" : "stop");
  const turn = useChange(
    async ({ deed, why }: { deed: "stop" | "lift"; why: string }) => {
      await api.PUT("/api/v1/organisations/{org}/kill-switch", {
        params: { path: { org } },
        body: { on: deed === "stop", why },
      });
      return deed;
    },
    {
      shownBy: ["organisation", "actions", "incident"],
      done: (deed) => t(deed === "stop" ? "stopped" : "lifted"),
      after: () => setWanted(undefined),
    },
  );
  const may = has(session, "lead", "admin");
  const navigate = useNavigate();
  const { ask } = useSearch({ strict: false }) as { ask?: unknown };
  // Who comes to stop it, as by the command palette, is asked at once why; once.
  useEffect(() => {
    if (ask === "stop" && may && known) {
      setWanted(on ? undefined : "stop");
      void navigate({ to: ".", search: {} as never, replace: true });
    }
  }, [ask, may, known, on, navigate]);
  return (
    <section className={classes.stop} data-on={on || undefined} aria-label={t("title")}>
      <div className={classes.says}>
        {state.error && (
          <>
            <Trouble error={state.error} />
            <p>
              <strong>{t("unknown")}</strong>
            </p>
          </>
        )}
        {known && (
          <p role={on ? "alert" : undefined}>
            <strong>{t(everywhere ? (on ? "isOnAll" : "isOffAll") : on ? "isOn" : "isOff")}</strong>
          </p>
        )}
        {known?.switches.map((one) => (
          <p key={one.party}>
            {t("by", { who: who(one.switchedBy), party: words(one.party) })}{" "}
            <When at={one.switchedAt} />: <Said text={one.why} />
          </p>
        ))}
      </div>
      {may && (known || state.error) && (
        <Button
          size="md"
          {...(on ? { variant: "default" } : { color: "red" })}
          leftSection={
            on ? <IconPlayerPlay size={20} aria-hidden /> : <IconHandStop size={22} aria-hidden />
          }
          onClick={() => {
            turn.reset();
            setWanted(on ? "lift" : "stop");
          }}
        >
          {on ? t("lift") : stop}
        </Button>
      )}
      {wanted && (
        <Turning
          deed={wanted}
          everywhere={everywhere}
          name={organisation.name}
          already={known !== undefined && known.on === (wanted === "stop")}
          error={turn.error}
          pending={turn.isPending}
          onClose={() => setWanted(undefined)}
          onDo={(why) => turn.mutate({ deed: wanted, why })}
        />
      )}
    </section>
  );
}

const MEANS = {
  stop: ["meansNothing", "meansHolds", "meansIn", "meansUndo", "meansLift"],
  stopAll: ["meansNothingAll", "meansHolds", "meansIn", "meansUndo", "meansLiftAll"],
  lift: ["liftGoesOn", "liftOnlyOwn"],
  liftAll: ["liftGoesOn", "meansLiftAll"],
} as const;

/** Asks for the reason of a stop, or of its end. */
function Turning({
  deed,
  everywhere,
  name,
  already,
  ...asked
}: {
  deed: "stop" | "lift";
  everywhere: boolean;
  name: string;
  /** Whether somebody else has done it since. */
  already: boolean;
  error: Error | null;
  pending: boolean;
  onClose: () => void;
  onDo: (why: string) => void;
}) {
  const t = useTranslations("clients.stop");
  const stop = t(everywhere ? "stopAll" : "stop");
  const stopping = deed === "stop";
  return (
    <ReasonDialog
      {...asked}
      title={everywhere && stopping ? stop : t(`${deed}Of`, { name: spelledOut(name) })}
      deed={stopping ? stop : t("lift")}
      dangerous={stopping}
      ready={stopping || !already}
      goesTo={everywhere && stopping ? "stopAll" : deed}
    >
      {already && (
        <Alert role="status">{t(stopping ? "stoppedMeanwhile" : "liftedMeanwhile")}</Alert>
      )}
      <ul className={classes.means}>
        {MEANS[everywhere ? (`${deed}All` as const) : deed].map((line) => (
          <li key={line}>{t(line)}</li>
        ))}
      </ul>
    </ReasonDialog>
  );
}
