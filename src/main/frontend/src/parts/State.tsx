import classes from "./Mark.module.css";
import { useWords } from "./words";

type Tone = "good" | "bad" | "busy" | "warn" | "quiet";

const TONES: Record<string, Tone> = {
  open: "busy",
  claimed: "busy",
  contained: "good",
  resolved: "good",
  closed: "quiet",
  completed: "good",
  cancelled: "quiet",
  proposed: "quiet",
  awaiting_approval: "warn",
  refused: "bad",
  denied: "bad",
  withdrawn: "quiet",
  not_accepted: "bad",
  executing: "busy",
  unknown: "warn",
  verified: "good",
  on_list: "busy",
  listed: "warn",
  listed_pulled: "good",
  unlisted: "warn",
  unlisted_pulled: "quiet",
  failed: "bad",
  undoing: "busy",
  undone: "quiet",
  expired: "quiet",
  simulated: "quiet",
  by_hand: "good",
  for_people: "warn",
  met: "good",
  breached: "bad",
  "no-mail-server": "warn",
  running: "busy",
  stopped: "quiet",
  incident: "warn",
  triage: "busy",
  log: "quiet",
  suppressed: "quiet",
  active: "good",
  up: "good",
  down: "bad",
};

/** Where a thing stands, by its code of the interface. */
export function State({ code }: { code: string }) {
  const words = useWords();
  return (
    <span className={classes.mark} data-tone={TONES[code] ?? "quiet"}>
      {words(code)}
    </span>
  );
}
