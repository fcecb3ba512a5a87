import { Group, Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Copy } from "../../parts/Copy";
import { Panel } from "../../parts/Panel";
import { Trouble } from "../../parts/Trouble";
import { useSession } from "../../shell/session";
import classes from "./Administration.module.css";
import { signInOptionsQuery } from "./queries";

const SETTINGS = `CORDON_ACCESS_OIDC_ENTRA_ISSUER=https://login.microsoftonline.com/<tenant>/v2.0
CORDON_ACCESS_OIDC_ENTRA_CLIENTID=<client id>
CORDON_ACCESS_OIDC_ENTRA_CLIENTSECRET=<client secret>
CORDON_ACCESS_OIDC_ENTRA_LABEL=Acme account
CORDON_ACCESS_OIDC_ENTRA_ORGANISATION=acme`;

/** With what people can sign in here, and what turns the rest on. */
export function SignIn() {
  const t = useTranslations("administration.signIn");
  const session = useSession();
  const options = useQuery(signInOptionsQuery);
  const answer = `${window.location.origin}/api/v1/sign-in/oidc/entra/answer`;
  const code = (text: ReactNode) => <code>{text}</code>;
  return (
    <div className={classes.panels}>
      {options.error && <Trouble error={options.error} />}
      {options.isPending && <Loader aria-label={t("loading")} />}
      {options.data && (
        <Panel title={t("ways")}>
          <ul className={classes.ways}>
            <li>{t("passwords")}</li>
            <li>{t("authenticators")}</li>
            <li>{options.data.passkeys ? t("passkeys") : t.rich("noPasskeys", { code })}</li>
            {options.data.oidc.map((server) => (
              <li key={server.id}>
                {t.rich("server", { label: server.label, id: server.id, code })}
              </li>
            ))}
            {options.data.oidc.length === 0 && <li>{t("noServer")}</li>}
          </ul>
        </Panel>
      )}
      {session.party === "provider" && (
        <Panel title={t("oidc")}>
          <p className={classes.text}>{t("oidcText")}</p>
          <ol className={classes.ways}>
            <li>
              {t("register")}
              <Group gap="xs" wrap="nowrap">
                <code>{answer}</code>
                <Copy value={answer} what={t("address")} />
              </Group>
            </li>
            <li>
              {t("set")} <Copy value={SETTINGS} what={t("settings")} />
              <pre className={classes.settings}>{SETTINGS}</pre>
            </li>
            <li>{t.rich("match", { code })}</li>
          </ol>
        </Panel>
      )}
    </div>
  );
}
