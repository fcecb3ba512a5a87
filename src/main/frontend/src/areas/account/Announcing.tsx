import { Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Panel } from "../../parts/Panel";
import { beginAnnouncing, canAnnounce, endAnnouncing, isAnnouncing } from "../../shell/announcing";
import classes from "./AccountPage.module.css";

/** Whether this browser tells of new work while the page is out of sight. */
export function Announcing() {
  const t = useTranslations("account.announcing");
  const [can] = useState(canAnnounce);
  const [on, setOn] = useState(isAnnouncing);
  const [refused, setRefused] = useState(false);
  const turn = async (wanted: boolean) => {
    if (wanted) {
      const allowed = await beginAnnouncing();
      setOn(allowed);
      setRefused(!allowed);
    } else {
      endAnnouncing();
      setOn(false);
    }
  };
  return (
    <Panel title={t("title")}>
      <p className={classes.text}>{t(can ? "text" : "cannot")}</p>
      <Switch
        label={t("on")}
        checked={on}
        disabled={!can}
        error={refused && t("refused")}
        onChange={(event) => void turn(event.currentTarget.checked)}
      />
    </Panel>
  );
}
