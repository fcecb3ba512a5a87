import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { ActionState } from "../../parts/ActionState";
import { Client } from "../../parts/Client";
import { Copy } from "../../parts/Copy";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { State } from "../../parts/State";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import { useWords } from "../../parts/words";
import classes from "./Known.module.css";
import { entitiesQuery, relatedQuery } from "./queries";

type Entity = Schemas["IncidentEntity"];

const SHOWN = 12;

/** What the alerts of this incident name, with what we know of each, and the other incidents that name the same. */
export function Known({ incident }: { incident: Schemas["IncidentView"] }) {
  const t = useTranslations("incidents.known");
  const entities = useQuery(entitiesQuery(incident.id));
  const [all, setAll] = useState(false);
  const items = entities.data?.items ?? [];
  return (
    <>
      <Panel title={t("title")}>
        {entities.error && <Trouble error={entities.error} />}
        {entities.data && items.length === 0 && <p className={classes.none}>{t("none")}</p>}
        <ul className={classes.entities}>
          {(all ? items : items.slice(0, SHOWN)).map((entity) => (
            <EntityShown key={entity.kind + entity.value} entity={entity} />
          ))}
        </ul>
        {items.length > SHOWN && !all && (
          <button type="button" className={classes.more} onClick={() => setAll(true)}>
            {t("more", { count: items.length - SHOWN })}
          </button>
        )}
      </Panel>
      <Related incident={incident} />
    </>
  );
}

function EntityShown({ entity }: { entity: Entity }) {
  const t = useTranslations("incidents.known");
  const words = useWords();
  return (
    <li>
      <details>
        <summary>
          <span className={classes.value}>
            <Said text={entity.value} />
          </span>
          {entity.role !== "seen" && (
            <em data-role={entity.role}>{t(`roles.${entity.role as "attacker"}`)}</em>
          )}
          {entity.protectedBy != null && <em data-role="protected">{t("protected")}</em>}
        </summary>
        <dl className={classes.facts}>
          <dt>{t("kind")}</dt>
          <dd>
            {words(entity.kind)}
            <Copy value={entity.value} what={entity.value.slice(0, 60)} />
          </dd>
          {entity.asset && (
            <>
              <dt>{t("asset")}</dt>
              <dd>
                {entity.asset.names.join(", ") || entity.asset.id} ({entity.asset.class},{" "}
                {t("criticality", { level: entity.asset.criticality })})
              </dd>
            </>
          )}
          {entity.protectedBy != null && (
            <>
              <dt>{t("protected")}</dt>
              <dd>
                <Said text={entity.protectedBy} />
              </dd>
            </>
          )}
          <dt>{t("seen")}</dt>
          <dd>
            {t("seenIn", { alerts: entity.alerts, incidents: entity.incidents })}
            <br />
            <At at={entity.firstSeen} /> – <At at={entity.lastSeen} />
          </dd>
          {entity.actions.length > 0 && (
            <>
              <dt>{t("taken")}</dt>
              <dd>
                {entity.actions.map((action) => (
                  <div key={action.id}>
                    {words(action.verb)} <ActionState action={action} />
                  </div>
                ))}
              </dd>
            </>
          )}
        </dl>
      </details>
    </li>
  );
}

function Related({ incident }: { incident: Schemas["IncidentView"] }) {
  const t = useTranslations("incidents.known");
  const related = useQuery(relatedQuery(incident.id));
  const items = related.data?.items ?? [];
  if (items.length === 0) {
    return null;
  }
  return (
    <Panel title={t("related")}>
      <ul className={classes.related}>
        {items.slice(0, SHOWN).map((other) => (
          <li key={other.id}>
            <Link to={`/incidents/${other.id}`}>
              #{other.number} <Said text={other.title} />
            </Link>
            <p>
              <Client id={other.organisation} /> <State code={other.status} /> {t("shares")}{" "}
              <Said text={other.entities.map((entity) => entity.value).join(", ")} />
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
