import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import classes from "./Client.module.css";
import { organisationsQuery } from "./organisations";
import { spelledOut } from "./revealed";

/** The names of the clients that Cordon makes as examples end so themselves. */
const NAMED_EXAMPLE = "(example)";

/**
 * Whose it is, so that nobody acts for another client than they meant; marked where it is an example, and where
 * nothing is changed for it because somebody stopped that.
 */
export function Client({ id }: { id: string }) {
  const t = useTranslations("parts");
  const found = useQuery(organisationsQuery).data?.items.find((one) => one.id === id);
  return (
    <span className={classes.client} title={id}>
      <span className={classes.id}>{spelledOut(found?.name ?? id)}</span>
      {found?.stopped && <strong className={classes.stopped}>{t("stopped")}</strong>}
      {found?.example && !found.name.endsWith(NAMED_EXAMPLE) && (
        <em className={classes.example}>{t("example")}</em>
      )}
    </span>
  );
}
