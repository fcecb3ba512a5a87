import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
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
import { type Thing, things } from "./spellings";

type Entity = Schemas["IncidentEntity"];

const SHOWN = 12;

/** What the alerts of this incident name, with what we know of each, and the other incidents that name the same. */
export function Known({ incident }: { incident: Schemas["IncidentView"] }) {
  const t = useTranslations("incidents.known");
  const entities = useQuery(entitiesQuery(incident.id));
  const [all, setAll] = useState(false);
  const items = useMemo(() => things(entities.data?.items ?? []), [entities.data]);
  const kindsOf = (value: string) => items.filter(({ entity }) => entity.value === value).length;
  return (
    <>
      <Panel title={t("title")}>
        {entities.error && <Trouble error={entities.error} />}
        {entities.data && items.length === 0 && <p className={classes.none}>{t("none")}</p>}
        <ul className={classes.entities}>
          {(all ? items : items.slice(0, SHOWN)).map((thing) => (
            <ThingShown
              key={thing.entity.kind + thing.entity.value}
              thing={thing}
              ambiguous={kindsOf(thing.entity.value) > 1}
            />
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

/** The strongest of what is known of it under any of its names. */
const ROLES: Entity["role"][] = ["attacker", "target", "seen"];

function ThingShown({
  thing: { entity, also },
  ambiguous,
}: {
  thing: Thing;
  /** Whether something of another kind is called the same, such as an account and a mail address. */
  ambiguous: boolean;
}) {
  const t = useTranslations("incidents.known");
  const words = useWords();
  const all = [entity, ...also];
  const role = ROLES.find((each) => all.some((one) => one.role === each)) ?? "seen";
  return (
    <li>
      <details>
        <summary>
          <span className={classes.value}>
            <Said text={entity.value} />
            {ambiguous && <small className={classes.also}>{words(entity.kind)}</small>}
            {also.map(({ value }) => (
              <small key={value} className={classes.also}>
                <Said text={t("also", { spelling: value })} />
              </small>
            ))}
          </span>
          {role !== "seen" && <em data-role={role}>{t(`roles.${role as "attacker"}`)}</em>}
          {all.some((one) => one.protectedBy != null) && (
            <em data-role="protected">{t("protected")}</em>
          )}
        </summary>
        {all.map((one, index) => (
          <Facts key={one.value} entity={one} spelling={index > 0} />
        ))}
      </details>
    </li>
  );
}

/** What is known of it by this one of its names. */
function Facts({ entity, spelling }: { entity: Entity; spelling: boolean }) {
  const t = useTranslations("incidents.known");
  const words = useWords();
  return (
    <dl className={classes.facts}>
      <dt>{spelling ? t("asWell") : t("kind")}</dt>
      <dd>
        {spelling ? <Said text={entity.value} /> : words(entity.kind)}
        <Copy value={entity.value} what={entity.value.slice(0, 60)} />
      </dd>
      {entity.asset && !spelling && (
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
              <Said text={[...new Set(other.entities.map(({ value }) => value))].join(", ")} />
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
