import { useTranslations } from "use-intl";
import { useWho } from "../../parts/who";
import { useWords } from "../../parts/words";
import { useSession } from "../../shell/session";
import classes from "./AccountPage.module.css";
import { Announcing } from "./Announcing";
import { Authenticator } from "./Authenticator";
import { Passkeys } from "./Passkeys";
import { Sessions } from "./Sessions";

/** What the person who looks proves who they are with, and where they are signed in. */
export function AccountPage() {
  const t = useTranslations("account");
  const who = useWho();
  const session = useSession();
  const words = useWords();
  return (
    <>
      <h1>{t("title")}</h1>
      <p className={classes.who}>
        {who(session.name)} · {session.roles.map(words).join(", ")}
      </p>
      <div className={classes.panels}>
        <Passkeys />
        <Authenticator />
        <Sessions />
        <Announcing />
      </div>
    </>
  );
}
