import type { Schemas } from "../../api/request";

import { things } from "./spellings";

type Alert = Schemas["AlertView"];
type Entity = Schemas["IncidentEntity"];
type Related = Schemas["RelatedIncident"];

/** An alert's entities stand under plurals: {"ips": ["203.0.113.66"]}. */
const PLURALS: Record<Entity["kind"], string> = {
  host: "hosts",
  user: "users",
  ip: "ips",
  domain: "domains",
  url: "urls",
  hash: "hashes",
  file: "files",
  process: "processes",
  email: "emails",
};

/** Alerts that say the same, and what they name. */
export interface Group {
  title: string;
  severity: Alert["severity"];
  /** How often it was said, repetitions counted. */
  count: number;
  entities: Entity[];
}

/** How an incident hangs together: alerts and other incidents, each joined to the entities that it names. */
export interface Connections {
  groups: Group[];
  related: { incident: Related; entities: Entity[] }[];
}

/** Alerts with one title are one group; loudest first. */
export function connections(alerts: Alert[], entities: Entity[], related: Related[]): Connections {
  const groups = new Map<string, Group>();
  const all = things(entities);
  /** Those that somebody names under any of their spellings. */
  const meant = (names: (entity: Entity) => boolean) =>
    all.filter(({ entity, also }) => [entity, ...also].some(names)).map(({ entity }) => entity);
  for (const alert of alerts) {
    const named = meant(
      ({ kind, value }) => alert.entities[PLURALS[kind]]?.includes(value) ?? false,
    );
    const group = groups.get(alert.title);
    groups.set(alert.title, {
      title: alert.title,
      severity: group?.severity ?? alert.severity,
      count: (group?.count ?? 0) + alert.count,
      entities: [...new Set([...(group?.entities ?? []), ...named])],
    });
  }
  return {
    groups: [...groups.values()].sort((one, other) => other.count - one.count),
    related: related.map((incident) => ({
      incident,
      entities: meant((entity) =>
        incident.entities.some(({ kind, value }) => kind === entity.kind && value === entity.value),
      ),
    })),
  };
}

const MOST = { groups: 12, entities: 12, related: 8 };

/** As much of it as can be read in one drawing: the loudest alerts, and what most of what is drawn names. */
export function drawable(all: Connections): Connections & { whole: boolean } {
  const groups = all.groups.slice(0, MOST.groups);
  const related = all.related.slice(0, MOST.related);
  const named = [...groups, ...related].flatMap(({ entities }) => entities);
  const often = (entity: Entity) => named.filter((each) => each === entity).length;
  const drawn = (acting: boolean) =>
    [...new Set(named)]
      .filter(({ role }) => (role === "attacker") === acting)
      .sort((one, other) => often(other) - often(one))
      .slice(0, MOST.entities);
  const kept = new Set([...drawn(true), ...drawn(false)]);
  const only = <T extends { entities: Entity[] }>(each: T): T => ({
    ...each,
    entities: each.entities.filter((entity) => kept.has(entity)),
  });
  return {
    groups: groups.map(only),
    related: related.map(only),
    whole:
      groups.length === all.groups.length &&
      related.length === all.related.length &&
      kept.size === new Set(named).size,
  };
}
