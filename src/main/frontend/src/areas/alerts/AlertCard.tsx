import { Button, Group, Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { Words } from "../../parts/authored";
import { Copy } from "../../parts/Copy";
import { useChange } from "../../parts/change";
import { Said } from "../../parts/Said";
import { Severity } from "../../parts/Severity";
import { State } from "../../parts/State";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import { has, useSession } from "../../shell/session";
import classes from "./AlertCard.module.css";
import { Because } from "./Because";
import { RuleEffect } from "./RuleEffect";

type Alert = Schemas["AlertView"];

/** One alert in a list: its title, and on a click why it means what it does, what it names, and the alert as it came. */
export function AlertCard({
  alert,
  opened = false,
  before,
}: {
  alert: Alert;
  opened?: boolean;
  /** Stands before the title, such as a box to choose it. */
  before?: ReactNode;
}) {
  const [open, setOpen] = useState(opened);
  return (
    <article className={classes.card}>
      <div className={classes.head}>
        {before}
        <Severity severity={alert.severity as "low"} />
        <button
          type="button"
          className={classes.title}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Said text={alert.title} />
        </button>
        {alert.count > 1 && <span className={classes.count}>×{alert.count}</span>}
        <span className={classes.source}>{alert.source}</span>
        <At at={alert.time} />
      </div>
      {open && <AlertDetail alert={alert} />}
    </article>
  );
}

/** Everything about one alert. */
export function AlertDetail({ alert }: { alert: Alert }) {
  const t = useTranslations("alerts");
  return (
    <div className={classes.detail}>
      <h3>{t("why")}</h3>
      <p>
        <State code={alert.disposition} /> <Because alert={alert} />
      </p>
      <table className={classes.rules}>
        <thead>
          <tr>
            <th scope="col">{t("rule")}</th>
            <th scope="col">{t("effect")}</th>
            <th scope="col">{t("values")}</th>
          </tr>
        </thead>
        <tbody>
          {alert.explanation.rules.map((rule) => (
            <tr key={rule.name + rule.effect}>
              <td>
                {rule.words && (
                  <>
                    <strong>
                      <Words of={rule.words} field="name" />
                    </strong>
                    <div>
                      <Words of={rule.words} field="why" />
                    </div>
                  </>
                )}
                <small>
                  {rule.name} {rule.version}
                </small>
              </td>
              <td>
                <RuleEffect effect={rule.effect} />
              </td>
              <td>
                {rule.values.map((value) => (
                  <div key={value}>
                    <Said text={value} />
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{t("names")}</h3>
      <dl className={classes.names}>
        {Object.entries(alert.entities)
          .filter(([, values]) => values.length > 0)
          .map(([kind, values]) => (
            <div key={kind}>
              <dt>{t.has(`kinds.${kind}` as never) ? t(`kinds.${kind}` as never) : kind}</dt>
              <dd>
                {values.map((value) => (
                  <span key={value} className={classes.value}>
                    <Said text={value} />
                    <Copy value={value} what={value.slice(0, 60)} />
                  </span>
                ))}
              </dd>
            </div>
          ))}
      </dl>
      <Opinion alert={alert} />
      <Raw id={alert.id} />
    </div>
  );
}

const VERDICTS = ["true_positive", "false_positive", "benign"] as const;

/** What a person thinks of it, so that rules show how often they were right. */
function Opinion({ alert }: { alert: Alert }) {
  const t = useTranslations("alerts");
  const session = useSession();
  const give = useChange(
    (verdict: string) =>
      api.POST("/api/v1/alerts/{id}/feedback", {
        params: { path: { id: alert.id } },
        body: { verdict },
      }),
    { shownBy: ["alerts", "rules"], done: () => t("thanks") },
  );
  if (!has(session, "responder", "lead")) {
    return null;
  }
  return (
    <>
      <h3>{t("opinion")}</h3>
      {give.error && <Trouble error={give.error} />}
      <Group gap="xs">
        {VERDICTS.map((verdict) => (
          <Button
            key={verdict}
            size="compact-sm"
            variant="default"
            disabled={give.isPending}
            onClick={() => give.mutate(verdict)}
          >
            {t(`verdicts.${verdict}`)}
          </Button>
        ))}
      </Group>
    </>
  );
}

/** The alert as it came; lists leave out large ones, so it is fetched when somebody asks. */
function Raw({ id }: { id: string }) {
  const t = useTranslations("alerts");
  const [shown, setShown] = useState(false);
  const alert = useQuery({
    queryKey: ["alerts", id],
    queryFn: () => body(api.GET("/api/v1/alerts/{id}", { params: { path: { id } } })),
    enabled: shown,
  });
  const raw = alert.data?.raw as unknown;
  const text = typeof raw === "string" ? raw : JSON.stringify(raw, null, 2);
  return (
    <details onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>{t("raw")}</summary>
      {alert.isPending && shown && <Loader size="sm" aria-label={t("loading")} />}
      {alert.error && <Trouble error={alert.error} />}
      {alert.data && (
        <div className={classes.raw}>
          <Copy value={text} what={t("raw")} />
          <pre>
            <Said text={text} />
          </pre>
        </div>
      )}
    </details>
  );
}
