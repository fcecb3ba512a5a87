import { useLocale, useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { Words } from "../../parts/authored";
import { Said } from "../../parts/Said";
import { useWords } from "../../parts/words";

type Alert = Schemas["AlertView"];
type Outcome = Pick<Alert, "severity" | "category" | "disposition">;

const SERVERS = "en";

/**
 * Why an alert means what it means, and what would have changed it. The server's sentences are English: for readers of
 * another language they are composed anew of what they are made of.
 */
export function Because({ alert }: { alert: Alert }) {
  const outcome = useOutcome();
  const unknown = useUnknown();
  const language = useLocale();
  const { text, decided, rules } = alert.explanation;
  if (language === SERVERS) {
    return <Said text={text} />;
  }
  if (decided && !decided.rule) {
    return <Said text={unknown(alert)} />;
  }
  const words = rules.find(({ name }) => name === decided?.rule)?.words;
  // NB: a rule may say something else by now, and its translation with it; the text has what it said when it fired.
  if (!decided || !words || !text.includes(words.why)) {
    return (
      <span lang={SERVERS}>
        <Said text={text} />
      </span>
    );
  }
  return (
    <>
      {capital(outcome(alert))}: <Words of={words} field="why" />{" "}
      {decided.without && <Without came={alert} without={decided.without} words={words} />}
    </>
  );
}

/** What would have come out without the rule that decided. */
function Without({
  came,
  without,
  words,
}: {
  came: Outcome;
  without: Outcome;
  words: Schemas["RuleWords"];
}) {
  const t = useTranslations("alerts.because");
  const outcome = useOutcome();
  const same =
    came.severity === without.severity &&
    came.category === without.category &&
    came.disposition === without.disposition;
  return same
    ? t("same")
    : t.rich("without", {
        outcome: outcome(without),
        rule: () => <Words of={words} field="name" />,
      });
}

function useOutcome(): (of: Outcome) => string {
  const t = useTranslations("alerts.because.dispositions");
  const words = useWords();
  return ({ severity, category, disposition }) => {
    const saysItself = category === "false-alarm" && disposition === "suppressed";
    return [
      words(severity),
      ...(category === "unclassified" || saysItself ? [] : [words(category)]),
      t.has(disposition as never) ? t(disposition as never) : words(disposition),
    ].join(", ");
  };
}

/** Of an alert that no rule knows: its severity decided, and how bad its assets are. */
function useUnknown(): (alert: Alert) => string {
  const t = useTranslations("alerts.because");
  const outcome = useOutcome();
  return (alert) =>
    `${t("unknown", { source: alert.source, outcome: outcome(alert) })} ${t(changeOf(alert))}`;
}

function changeOf({ severity, disposition }: Outcome) {
  const bad = severity === "critical" || severity === "high";
  if (disposition === "triage") {
    return bad ? "atMedium" : "atLesserAsset";
  }
  return bad || severity === "medium" ? "atHighOrAsset" : "atHigh";
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
