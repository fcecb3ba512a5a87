import { useTranslations } from "use-intl";
import { useAuthoredTexts } from "../server/authoredTexts";
import { useOrganisationName } from "./ClientName";
import { spelledOut } from "./revealed";

/**
 * Who did something, as records name them (`acme/anna`, `cordon:incident`), as people say it; by the names of people and
 * organisations where some are known.
 */
export function useWho(names: Record<string, string> = {}): (actor: string) => string {
  const t = useTranslations("parts.who");
  const nameOf = useOrganisationName();
  const authored = useAuthoredTexts(false);
  const who = (actor: string): string => {
    const made = /^(.+) \(token from (.+)\)$/.exec(actor);
    if (made?.[1] && made[2]) {
      return t("byToken", { who: who(made[1]), maker: who(made[2]) });
    }
    const named = /^(token:)?([a-z0-9-]+)\/(.+)$/.exec(actor);
    if (named?.[2] && named[3]) {
      const [, token, organisation, id] = named;
      return t(token ? "token" : "person", {
        name: spelledOut((!token && names[`${organisation}/${id}`]) || id),
        organisation: spelledOut(names[organisation] ?? nameOf(organisation)),
      });
    }
    const part = /^(cordon|playbook):(.+)$/.exec(actor);
    if (part?.[2]) {
      const [, kind, name] = part;
      return kind === "cordon"
        ? t("cordon", {
            part: t.has(`parts.${name}` as never) ? t(`parts.${name}` as never) : name,
          })
        : t("playbook", { name: authored.get(name) ?? name });
    }
    return actor;
  };
  return who;
}
