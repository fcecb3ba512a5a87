import { Alert, Button } from "@mantine/core";
import { IconShieldCheck, IconShieldX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { api, body } from "../../api/request";
import { Copy } from "../../parts/Copy";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import classes from "./Administration.module.css";

/** Whether an organisation's trail is whole, said once somebody has asked for it. */
export function Verification({ org }: { org: string }) {
  const t = useTranslations("administration.audit.verification");
  const format = useFormatter();
  const verdict = useQuery({
    queryKey: ["audit-verification", org],
    queryFn: () =>
      body(
        api.GET("/api/v1/organisations/{org}/audit/verification", { params: { path: { org } } }),
      ),
    // Reads the whole chain, so only when somebody wants to know.
    enabled: false,
  });
  const { data } = verdict;
  // What was found holds of that moment alone: entries are made and changed since.
  const at = t.rich("at", { at: () => <At at={new Date(verdict.dataUpdatedAt).toISOString()} /> });
  return (
    <section className={classes.asked} aria-live="polite">
      <Button
        variant="default"
        leftSection={<IconShieldCheck size={16} />}
        loading={verdict.isFetching}
        onClick={() => void verdict.refetch()}
      >
        {t("check")}
      </Button>
      {verdict.error && <Trouble error={verdict.error} />}
      {data?.intact && (
        <p className={classes.verdict}>
          <strong>{t("intact", { count: data.entries })}</strong>
          <span className={classes.dim}>{at}</span>
          <span className={classes.dim}>{t("head")}</span>
          <code>{data.head}</code>
          <Copy value={data.head} what={t("hash")} />
        </p>
      )}
      {data && !data.intact && (
        <Alert
          color="red"
          icon={<IconShieldX />}
          title={t("broken")}
          role="alert"
          classNames={{ title: "trouble" }}
        >
          <p>
            {t("brokenText")} {at}
          </p>
          <ul>
            {data.findings.map((flaw) => (
              <li key={`${flaw.number} ${flaw.text}`}>
                {t("entry", { number: format.number(flaw.number) })}: {flaw.text}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </section>
  );
}
