import { Button, Group, Select, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { Copy } from "../../parts/Copy";
import { useChange } from "../../parts/change";
import { sourcesQuery } from "../../parts/installed";
import { held, NotYet } from "../../parts/NotYet";
import { Said } from "../../parts/Said";
import { Severity } from "../../parts/Severity";
import { Trouble } from "../../parts/Trouble";
import { When } from "../../parts/When";
import { newestAlertQuery } from "./queries";
import { Snippet } from "./Snippet";
import classes from "./StartPage.module.css";
import { samples } from "./samples";
import { useIntegrationToken } from "./tokens";

/** The first product that sends: its webhook, a try without storing anything, and its first real alert. */
export function SourceStep({ org }: { org: string }) {
  const t = useTranslations("start.source");
  const sources = useQuery(sourcesQuery);
  const make = useIntegrationToken(org);
  const [source, setSource] = useState("auto");
  const shown = held(sources);
  if (!shown) {
    return <NotYet error={sources.error} label={t("title")} />;
  }
  const known = shown.items.filter((one) => one.inForce && one.source !== "generic");
  const address = `${window.location.origin}/api/v1/alerts/${source}`;
  const choose = (chosen: string | null) => {
    setSource(chosen ?? "auto");
    make.reset();
  };
  return (
    <>
      {sources.error && <Trouble error={sources.error} />}
      <p className={classes.text}>{t("text")}</p>
      <Select
        label={t("product")}
        maw="28rem"
        mb="sm"
        searchable
        allowDeselect={false}
        data={[
          { value: "auto", label: t("other") },
          ...known.map((one) => ({ value: one.source, label: one.about })),
        ]}
        value={source}
        onChange={choose}
      />
      <Snippet text={address} what={t("address")} />
      {make.error && <Trouble error={make.error} />}
      {make.data ? (
        <div className={classes.once}>
          <p>{t("once")}</p>
          <Snippet text={`Authorization: Bearer ${make.data.token}`} what={t("header")} />
          <Snippet
            text={`curl -sS -X POST ${address} \\
  -H 'Authorization: Bearer ${make.data.token}' \\
  -H 'Content-Type: application/json' \\
  -d @alert.json`}
            what={t("command")}
          />
        </div>
      ) : (
        <Button loading={make.isPending} onClick={() => make.mutate(t("tokenName", { source }))}>
          {t("make")}
        </Button>
      )}
      <Trying key={source} org={org} source={source} />
      <First org={org} />
    </>
  );
}

/** Reads a sample as intake would, and stores nothing. */
function Trying({ org, source }: { org: string; source: string }) {
  const t = useTranslations("start.source");
  const [payload, setPayload] = useState(() => samples(org, new Date())[source] ?? "");
  const test = useChange(
    () =>
      body(
        api.POST("/api/v1/sources/test", {
          body: { source, payload: payload as unknown as Schemas["JsonNode"] },
        }),
      ),
    { shownBy: [] },
  );
  return (
    <div className={classes.part}>
      <Textarea
        label={t("sample")}
        description={t("sampleHint")}
        autosize
        minRows={4}
        maxRows={12}
        spellCheck={false}
        classNames={{ input: classes.code }}
        value={payload}
        onChange={(event) => setPayload(event.currentTarget.value)}
      />
      <Group my="xs">
        <Button
          variant="default"
          disabled={payload.trim() === ""}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {t("test")}
        </Button>
        <Copy value={payload} what={t("sampleToCopy")} />
      </Group>
      {test.error && <Trouble error={test.error} />}
      {test.data && (
        <ul className={classes.rows} aria-label={t("read")}>
          {test.data.results.map((item) => (
            <li key={item.index}>{item.alert ? <Read alert={item.alert} /> : item.error}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Read({ alert }: { alert: Schemas["SourceNormalForm"] }) {
  const t = useTranslations("start.source");
  const entities = Object.entries(alert.entities).filter(([, values]) => values.length > 0);
  return (
    <>
      <Group gap="xs">
        <Severity severity={alert.severity} />
        <strong>
          <Said text={alert.title} />
        </strong>
        <span className={classes.dim}>{t("readAs", { source: alert.source })}</span>
      </Group>
      <dl className={classes.entities}>
        {entities.map(([kind, values]) => (
          <div key={kind}>
            <dt>{kind}</dt>
            <dd>
              <Said text={values.join(", ")} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Listens until something real has come in. */
function First({ org }: { org: string }) {
  const t = useTranslations("start.source");
  const newest = useQuery({ ...newestAlertQuery(org), refetchInterval: 5_000 });
  return (
    <p role="status" className={newest.data ? classes.good : classes.waiting}>
      {newest.data ? (
        <>
          {t("came")}{" "}
          <Link
            to={
              newest.data.incidentId
                ? `/incidents/${newest.data.incidentId}`
                : `/alerts/${newest.data.id}`
            }
          >
            <Said text={newest.data.title} />
          </Link>
          , <When at={newest.data.receivedAt} />
        </>
      ) : (
        t("waiting")
      )}
    </p>
  );
}
