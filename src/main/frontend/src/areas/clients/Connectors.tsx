import { Button, Group, Switch } from "@mantine/core";
import { IconPlugConnected, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment, useState } from "react";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { Copy } from "../../parts/Copy";
import { useChange } from "../../parts/change";
import { held, NotYet } from "../../parts/NotYet";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { When } from "../../parts/When";
import { useWho } from "../../parts/who";
import { useWords } from "../../parts/words";
import { has, useSession } from "../../shell/session";
import { ConfirmByName } from "./ConfirmByName";
import { ConnectorForm } from "./ConnectorForm";
import classes from "./Connectors.module.css";
import { useConnectorNames } from "./connectorWords";
import { Intro } from "./Intro";
import { blockListsQuery, connectorsQuery, connectorTypesQuery } from "./queries";

type Connector = Schemas["ConnectorShown"];

/** What is always there and has no settings. */
const BLOCK_LISTS = "block-lists";

/** Which products of the client Cordon may change, how they are doing, and how they are reached. */
export function Connectors({ org }: { org: string }) {
  const t = useTranslations("clients.connectors");
  const session = useSession();
  const connectors = useQuery(connectorsQuery(org));
  const types = useQuery(connectorTypesQuery);
  const [editing, setEditing] = useState<Connector | "new" | null>(null);
  const mayEdit = has(session, "engineer", "admin");
  const error = connectors.error ?? types.error;
  const shown = held(connectors);
  if (!shown || !types.data) {
    return <NotYet error={error} label={t("title")} />;
  }
  const undone = types.data.items;
  return (
    <Panel
      title={t("title")}
      aside={
        mayEdit && (
          <Button
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setEditing("new")}
          >
            {t("add")}
          </Button>
        )
      }
    >
      {error && <Trouble error={error} />}
      <Intro>{t("text")}</Intro>
      <ul className={classes.list}>
        {shown.items.map((connector) => (
          <OneConnector
            key={connector.name}
            org={org}
            connector={connector}
            type={undone.find((type) => type.type === connector.type)}
            mayEdit={mayEdit}
            onEdit={() => setEditing(connector)}
          />
        ))}
      </ul>
      {editing !== null && (
        <ConnectorForm
          org={org}
          connector={editing === "new" ? null : editing}
          types={undone.filter((type) => type.type !== "edl")}
          onClose={() => setEditing(null)}
        />
      )}
    </Panel>
  );
}

function OneConnector({
  org,
  connector,
  type,
  mayEdit,
  onEdit,
}: {
  org: string;
  connector: Connector;
  type: Schemas["ConnectorTypeShown"] | undefined;
  mayEdit: boolean;
  onEdit: () => void;
}) {
  const t = useTranslations("clients.connectors");
  const words = useWords();
  const names = useConnectorNames();
  const [removing, setRemoving] = useState(false);
  const path = { org, name: connector.name };
  const test = useChange(
    () =>
      body(api.POST("/api/v1/organisations/{org}/connectors/{name}/test", { params: { path } })),
    { shownBy: ["connectors"] },
  );
  const turn = useChange(
    (enabled: boolean) =>
      api.PUT("/api/v1/organisations/{org}/connectors/{name}", {
        params: { path, header: { "If-Match": `"${connector.version}"` } },
        body: { type: connector.type, settings: connector.settings, secrets: {}, enabled },
      }),
    { shownBy: ["connectors", "gaps"] },
  );
  const remove = useChange(
    () =>
      api.DELETE("/api/v1/organisations/{org}/connectors/{name}", {
        params: { path, header: { "If-Match": `"${connector.version}"` } },
      }),
    { shownBy: ["connectors", "gaps"], done: () => t("removed", { name: connector.name }) },
  );
  const builtIn = connector.name === BLOCK_LISTS;
  return (
    <li className={classes.connector}>
      <div className={classes.head}>
        <IconPlugConnected size={20} aria-hidden />
        <h3>
          {builtIn ? t("blockLists") : <Said text={connector.name} />}{" "}
          {!builtIn && <small>{names(connector.type)}</small>}
        </h3>
        {builtIn ? (
          <PulledMark org={org} connector={connector} />
        ) : (
          <HealthMark connector={connector} />
        )}
      </div>
      <p className={classes.does}>
        {t("does")} {type?.verbs.map(words).join(", ")}
      </p>
      <HealthLines org={org} connector={connector} />
      {builtIn && <HostedLists org={org} />}
      {test.error && <Trouble error={test.error} />}
      {turn.error && <Trouble error={turn.error} />}
      {test.data && (
        <p role="status" className={classes.result} data-works={test.data.works}>
          <strong>{t(test.data.works ? "works" : "worksNot")}</strong>{" "}
          <Said text={test.data.text} />
        </p>
      )}
      {mayEdit && (
        <Group gap="xs" mt="xs">
          <Button
            size="xs"
            variant="default"
            loading={test.isPending}
            aria-label={t("testOne", { name: connector.name })}
            onClick={() => test.mutate()}
          >
            {t("test")}
          </Button>
          {!builtIn && (
            <>
              <Button
                size="xs"
                variant="default"
                aria-label={t("editOne", { name: connector.name })}
                onClick={onEdit}
              >
                {t("edit")}
              </Button>
              <Button
                size="xs"
                variant="default"
                aria-label={t("removeOne", { name: connector.name })}
                onClick={() => setRemoving(true)}
              >
                {t("remove")}
              </Button>
              <Switch
                size="sm"
                label={t("enabled")}
                aria-label={t("enabledOne", { name: connector.name })}
                checked={turn.isPending ? turn.variables : connector.enabled}
                disabled={turn.isPending}
                onChange={(event) => turn.mutate(event.currentTarget.checked)}
              />
            </>
          )}
        </Group>
      )}
      {removing && (
        <ConfirmByName
          title={t("removeOne", { name: connector.name })}
          deed={t("remove")}
          name={connector.name}
          error={remove.error}
          pending={remove.isPending}
          onClose={() => setRemoving(false)}
          onDo={() => remove.mutate()}
        >
          <p>{t("removeText")}</p>
        </ConfirmByName>
      )}
    </li>
  );
}

/** How it is at a glance; what is known is said below it. */
function HealthMark({ connector }: { connector: Connector }) {
  const t = useTranslations("clients.connectors.state");
  const state = stateOf(connector);
  return (
    <span className={classes.state} data-state={state}>
      {t(state)}
    </span>
  );
}

/** Lists that nobody pulls work for nobody. */
function PulledMark({ org, connector }: { org: string; connector: Connector }) {
  const t = useTranslations("clients.connectors.lists");
  const lists = useQuery(blockListsQuery(org));
  if (lists.data?.items.some((list) => list.pulledAt)) {
    return <HealthMark connector={connector} />;
  }
  return lists.data ? <span className={classes.state}>{t("unpulledAtAll")}</span> : null;
}

export function stateOf(connector: Connector): "off" | "away" | "failing" | "works" | "unknown" {
  const { health } = connector;
  if (!connector.enabled) {
    return "off";
  }
  if (health.waiting > 0) {
    return "away";
  }
  const test = health.lastTest?.current ? health.lastTest : null;
  const failed = health.lastFailure;
  if (test && (!failed || test.at >= failed.at)) {
    return test.works ? "works" : "failing";
  }
  if (failed) {
    return health.lastUsedAt && health.lastUsedAt > failed.at ? "works" : "failing";
  }
  return health.lastUsedAt ? "works" : "unknown";
}

/** Where each list is pulled, and whether it is: what stands on one that is not blocks nothing. */
function HostedLists({ org }: { org: string }) {
  const t = useTranslations("clients.connectors.lists");
  const words = useWords();
  const who = useWho();
  const session = useSession();
  const lists = useQuery(blockListsQuery(org));
  return (
    <>
      {lists.error && <Trouble error={lists.error} />}
      <dl className={classes.health}>
        {lists.data?.items.map((list) => (
          <Fragment key={list.list}>
            <dt>
              {words(list.verb)}{" "}
              <Copy value={window.location.origin + list.path} what={list.path} />
            </dt>
            <dd>
              <code>{list.path}</code>, {t("entries", { count: list.entries })};{" "}
              {list.pulledAt ? (
                <>
                  {t("pulled")} <When at={list.pulledAt} />,{" "}
                  <Said text={who(list.pulledBy ?? "")} />
                  {list.unpulled > 0 && `; ${t("unpulled", { count: list.unpulled })}`}
                </>
              ) : (
                t("never")
              )}
            </dd>
          </Fragment>
        ))}
      </dl>
      {session.party === "provider" && has(session, "admin") && (
        <p className={classes.does}>
          <Link to={`/start?client=${org}&step=blockList` as string}>{t("setUp")}</Link>
        </p>
      )}
    </>
  );
}

function HealthLines({ org, connector }: { org: string; connector: Connector }) {
  const t = useTranslations("clients.connectors");
  const who = useWho();
  const { health } = connector;
  return (
    <dl className={classes.health}>
      <dt>{t("lastUsed")}</dt>
      <dd>{health.lastUsedAt ? <When at={health.lastUsedAt} /> : t("neverUsed")}</dd>
      <dt>{t("lastTest")}</dt>
      <dd>
        {health.lastTest ? (
          <>
            <When at={health.lastTest.at} />, {who(health.lastTest.by)}:{" "}
            {t(health.lastTest.works ? "works" : "worksNot")} <Said text={health.lastTest.text} />
            {!health.lastTest.current && ` ${t("testedBefore")}`}
          </>
        ) : (
          t("neverTested")
        )}
      </dd>
      {health.waiting > 0 && (
        <>
          <dt>{t("waits")}</dt>
          <dd>
            {t("waiting", { count: health.waiting })}{" "}
            {health.awaySince && <When at={health.awaySince} />}
          </dd>
        </>
      )}
      {health.lastFailure && (
        <>
          <dt>{t("lastFailure")}</dt>
          <dd>
            <When at={health.lastFailure.at} />: <Said text={health.lastFailure.text} />{" "}
            <Link
              to={`/incidents/${health.lastFailure.incidentId}?tab=actions` as string}
              aria-label={t("toIncidentOf", { name: connector.name, org })}
            >
              {t("toIncident")}
            </Link>
          </dd>
        </>
      )}
    </dl>
  );
}
