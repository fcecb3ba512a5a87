import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { api, body } from "../../api/request";
import { useChange } from "../../parts/change";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { At, When } from "../../parts/When";
import classes from "./AccountPage.module.css";

/** Where somebody is signed in now; each can be ended, and all others at once. */
export function Sessions() {
  const t = useTranslations("account.sessions");
  const sessions = useQuery({
    queryKey: ["sessions"],
    queryFn: () => body(api.GET("/api/v1/sessions")),
  });
  const end = useChange(
    (id: string) => api.DELETE("/api/v1/sessions/{id}", { params: { path: { id } } }),
    { shownBy: ["sessions"], done: () => t("ended") },
  );
  const endOthers = useChange(() => api.DELETE("/api/v1/sessions"), {
    shownBy: ["sessions"],
    done: () => t("ended"),
  });
  const error = sessions.error ?? end.error ?? endOthers.error;
  const items = sessions.data?.items ?? [];
  return (
    <Panel
      title={t("title")}
      aside={
        items.length > 1 && (
          <Button size="xs" variant="default" onClick={() => endOthers.mutate()}>
            {t("endOthers")}
          </Button>
        )
      }
    >
      {error && <Trouble error={error} />}
      {items.map((session) => (
        <div key={session.id} className={classes.row}>
          <span>
            <Said text={session.userAgent || t("unknown")} />
            <br />
            <span className={classes.dim}>
              {session.address} · {session.signedInWith} · {t("since")}{" "}
              <At at={session.startedAt} />, {t("used")} <When at={session.lastUsedAt} />
            </span>
          </span>
          {session.current ? (
            <strong>{t("this")}</strong>
          ) : (
            <Button size="xs" variant="default" onClick={() => end.mutate(session.id)}>
              {t("end")}
            </Button>
          )}
        </div>
      ))}
    </Panel>
  );
}
