import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { api, body } from "../../api/request";
import { useChange } from "../../parts/change";
import { held, NotYet } from "../../parts/NotYet";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { mailQuery } from "./queries";
import { Snippet } from "./Snippet";
import classes from "./StartPage.module.css";

const SETTINGS = `SPRING_MAIL_HOST=smtp.example.com
SPRING_MAIL_PORT=587
SPRING_MAIL_USERNAME=cordon
SPRING_MAIL_PASSWORD=…
SPRING_MAIL_PROPERTIES_MAIL_SMTP_STARTTLS_ENABLE=true
CORDON_NOTIFICATION_FROM=Cordon <cordon@example.com>
CORDON_BASE_URL=`;

/** Whether people are told by mail; where they are not, what to set. */
export function MailStep() {
  const t = useTranslations("start.mail");
  const mail = useQuery(mailQuery);
  const tried = useChange(() => body(api.POST("/api/v1/mail/test")), { shownBy: [] });
  const shown = held(mail);
  if (!shown) {
    return <NotYet error={mail.error} label={t("title")} />;
  }
  return (
    <>
      {mail.error && <Trouble error={mail.error} />}
      <p className={classes.text}>{shown.isSetUp ? t("from", { from: shown.from }) : t("kept")}</p>
      {shown.linksLeadNowhere && (
        <p className={classes.warn}>{t("nowhere", { links: shown.links })}</p>
      )}
      {shown.isSetUp ? (
        <>
          <Button loading={tried.isPending} onClick={() => tried.mutate()}>
            {t("test")}
          </Button>
          {tried.error && <Trouble error={tried.error} />}
          {tried.data && (
            <p role="status" className={tried.data.accepted ? classes.good : classes.warn}>
              {tried.data.accepted
                ? t("accepted", { to: tried.data.to })
                : t("refused", { to: tried.data.to })}{" "}
              <Said text={tried.data.words} />
            </p>
          )}
        </>
      ) : (
        <Snippet text={SETTINGS + window.location.origin} what={t("settings")} />
      )}
    </>
  );
}
