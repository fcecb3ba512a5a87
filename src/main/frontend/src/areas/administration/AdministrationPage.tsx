import { Link, useParams } from "@tanstack/react-router";
import { type ComponentType, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { Empty } from "../../parts/Empty";
import { useSession } from "../../shell/session";
import classes from "./Administration.module.css";
import { Audit } from "./Audit";
import { type Part, partsOf } from "./parts";
import { Server } from "./Server";
import { Sessions } from "./Sessions";
import { SignIn } from "./SignIn";
import { Users } from "./Users";

const SHOWN: Record<Part, ComponentType> = {
  users: Users,
  "sign-in": SignIn,
  sessions: Sessions,
  audit: Audit,
  server: Server,
};

/** Who gets in and how, what was done, and how the server does. */
export function AdministrationPage() {
  const t = useTranslations("administration");
  const parts = partsOf(useSession());
  const { part: named } = useParams({ strict: false }) as { part?: string };
  const part = named === undefined ? parts[0] : parts.find((known) => known === named);
  const Shown = part && SHOWN[part];
  const names = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: where another part is shown, its name is to be seen
  useEffect(() => {
    names.current
      ?.querySelector("[aria-current]")
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [part]);
  return (
    <>
      <h1>{t("title")}</h1>
      <nav ref={names} className={classes.parts} aria-label={t("title")}>
        {parts.map((each) => (
          <Link
            key={each}
            to={`/administration/${each}`}
            aria-current={each === part ? "page" : undefined}
          >
            {t(`parts.${each}`)}
          </Link>
        ))}
      </nav>
      {Shown ? <Shown /> : <Empty title={t("notYours")}>{t("notYoursText")}</Empty>}
    </>
  );
}
