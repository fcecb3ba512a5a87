import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { spelledOut } from "../../parts/revealed";
import { Said } from "../../parts/Said";
import { useWho } from "../../parts/who";
import { useWords } from "../../parts/words";
import classes from "./WaitsFor.module.css";

type Wait = Schemas["Wait"];

/** Who holds the ball, a line for each party: whoever it waits for first, or that an approval is asked for. */
export function WaitsFor({ waits }: { waits: Wait[] }) {
  const t = useTranslations("incidents.ball");
  const words = useWords();
  const name = useSomeone();
  if (waits.length === 0) {
    return (
      <>
        <span aria-hidden>–</span>
        <span className="hear-only">{t("nobody")}</span>
      </>
    );
  }
  return (
    <span className={classes.waits}>
      {waits.map(({ party, people, tasks }) => {
        const [first, ...others] = people;
        const who = first
          ? others.length > 0
            ? t("andMore", { name: name(first), more: others.length })
            : name(first)
          : tasks === 0
            ? t("approval")
            : undefined;
        const said = who ? t("ofParty", { party: words(party), who }) : words(party);
        return (
          <span key={party} title={spelledOut(people.map(name).join(", ")) || undefined}>
            <Said text={said} />
          </span>
        );
      })}
    </span>
  );
}

/** Who looks after it; a dash where nobody has said that they do. */
export function Owner({ owner }: { owner: Schemas["Someone"] | null | undefined }) {
  const t = useTranslations("incidents");
  const name = useSomeone();
  if (!owner) {
    return (
      <>
        <span aria-hidden>–</span>
        <span className="hear-only">{t("ownerNobody")}</span>
      </>
    );
  }
  return (
    <span title={owner.id}>
      <Said text={name(owner)} />
    </span>
  );
}

/** Somebody by the name that was kept; where none was, as records name them. */
export function useSomeone(): (someone: Schemas["Someone"]) => string {
  const who = useWho();
  return ({ id, name }) => name ?? who(id);
}
