import { ActionIcon, Tooltip } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import { IconKeyboard, IconSearch, IconWifiOff } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { followChanges, useConnected } from "../api/changes";
import { areas } from "./area";
import classes from "./House.module.css";
import { Palette } from "./Palette";
import { PersonMenu } from "./PersonMenu";
import { Brand, Foot, Side } from "./Places";
import { Shortcuts, showShortcuts } from "./Shortcuts";
import { StepUp } from "./StepUp";
import { takeWanted } from "./session";
import { useTitledByHeading } from "./titled";

/** What stands around every page, and what works beside it for as long as somebody is signed in. */
export function House() {
  const queries = useQueryClient();
  const t = useTranslations("shell");
  const navigate = useNavigate();
  useTitledByHeading();
  useEffect(() => followChanges(queries), [queries]);
  useEffect(() => {
    const wanted = takeWanted();
    if (wanted) {
      void navigate({ to: wanted, replace: true });
    }
  }, [navigate]);
  return (
    <div className={classes.house}>
      <a href="#page" className={classes.skip}>
        {t("skip")}
      </a>
      <Side />
      <div className={classes.rest}>
        <Head />
        <main id="page" className={classes.page} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Foot />
      <Palette />
      <Shortcuts />
      <StepUp />
      {areas.map((area) => area.useWatch && <Watching key={area.id} useWatch={area.useWatch} />)}
    </div>
  );
}

function Watching({ useWatch }: { useWatch: () => void }) {
  useWatch();
  return null;
}

function Head() {
  const t = useTranslations("shell");
  return (
    <header className={classes.head}>
      <div className={classes.brandOnPhone}>
        <Brand />
      </div>
      <button type="button" className={classes.search} onClick={spotlight.open}>
        <IconSearch size={16} aria-hidden />
        <span>{t("search")}</span>
        <kbd>{t("searchKey")}</kbd>
      </button>
      <span className={classes.spring} />
      <Connection />
      <Tooltip label={t("shortcuts.title")}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className={classes.notOnPhone}
          aria-label={t("shortcuts.title")}
          onClick={showShortcuts}
        >
          <IconKeyboard size={20} />
        </ActionIcon>
      </Tooltip>
      <PersonMenu />
    </header>
  );
}

/** Says so where what is shown may be old; says nothing where all is well. */
function Connection() {
  const t = useTranslations("shell");
  const connected = useConnected();
  return (
    <span role="status" className={classes.connection}>
      {!connected && (
        <>
          <IconWifiOff size={16} aria-hidden /> {t("reconnecting")}
        </>
      )}
    </span>
  );
}
