import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { useChange } from "../../parts/change";
import { held, NotYet } from "../../parts/NotYet";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import { useWho } from "../../parts/who";
import { has, useSession } from "../../shell/session";
import { ConfirmByName } from "./ConfirmByName";
import { Intro } from "./Intro";
import classes from "./ProviderAccess.module.css";

/** Whether the provider may reach the client, by whose word; the client's own administrator decides. */
export function ProviderAccess({ organisation }: { organisation: Schemas["OrganisationView"] }) {
  const t = useTranslations("clients.access");
  const who = useWho();
  const session = useSession();
  const [asking, setAsking] = useState(false);
  const org = organisation.id;
  const params = { path: { org } };
  const access = useQuery({
    queryKey: ["organisation", org, "provider-access"],
    queryFn: () => body(api.GET("/api/v1/organisations/{org}/provider-access", { params })),
  });
  const options = { shownBy: ["organisation", "gaps"], after: () => setAsking(false) };
  const shutOut = useChange(
    () => body(api.DELETE("/api/v1/organisations/{org}/provider-access", { params })),
    options,
  );
  const letIn = useChange(
    () => body(api.PUT("/api/v1/organisations/{org}/provider-access", { params })),
    options,
  );
  const shown = held(access);
  if (!shown) {
    return <NotYet error={access.error} label={t("title")} />;
  }
  const { granted, history } = shown;
  const decides = session.organisation === org && has(session, "admin");
  const change = granted ? shutOut : letIn;
  return (
    <Panel title={t("title")}>
      {access.error && <Trouble error={access.error} />}
      <p className={classes.state} data-granted={granted}>
        {t(granted ? "isIn" : "isOut")}
      </p>
      {(shutOut.data?.remarks ?? []).map((remark) => (
        <p key={remark} role="alert" className={classes.remark}>
          <Said text={remark} />
        </p>
      ))}
      <Intro>{t("text")}</Intro>
      {decides ? (
        <Button
          {...(granted ? { color: "red" } : {})}
          onClick={() => {
            shutOut.reset();
            letIn.reset();
            setAsking(true);
          }}
        >
          {t(granted ? "shutOut" : "letIn")}
        </Button>
      ) : (
        <p>{t("whoDecides")}</p>
      )}
      <h3 className={classes.sub}>{t("history")}</h3>
      <ol className={classes.history}>
        {history.map((stretch) => (
          <li key={stretch.grantedAt}>
            {t("grantedBy", { who: who(stretch.grantedBy) })} <At at={stretch.grantedAt} />
            {stretch.revokedAt && (
              <>
                {" · "}
                {t("revokedBy", { who: who(stretch.revokedBy ?? "") })}{" "}
                <At at={stretch.revokedAt} />
              </>
            )}
          </li>
        ))}
      </ol>
      {asking && (
        <ConfirmByName
          title={t(granted ? "shutOut" : "letIn")}
          deed={t(granted ? "shutOut" : "letIn")}
          name={organisation.name}
          error={change.error}
          pending={change.isPending}
          onClose={() => setAsking(false)}
          onDo={() => change.mutate()}
        >
          <ul className={classes.means}>
            {(granted
              ? (["outAtOnce", "outTokens", "outTasks", "outPasswords"] as const)
              : (["inSees", "inActs"] as const)
            ).map((line) => (
              <li key={line}>{t(line)}</li>
            ))}
          </ul>
        </ConfirmByName>
      )}
    </Panel>
  );
}
