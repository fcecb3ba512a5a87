import type { Schemas } from "../../api/request";

type Entity = Schemas["IncidentEntity"];

/** One thing, under every name by which alerts call it: the fullest first. */
export interface Thing {
  entity: Entity;
  also: Entity[];
}

/**
 * Hosts that are one thing under a short and a full name, such as `fs-01` and `fs-01.harbour.example`. Only where
 * nothing speaks against it: the inventory says that both are the same asset; or it knows neither, and this incident
 * names a single host that the short name could stand for. For reading only: what is asked for is asked for by the
 * spelling that somebody chose.
 */
export function things(entities: Entity[]): Thing[] {
  const hosts = entities.filter(({ kind }) => kind === "host");
  const fullOf = new Map<Entity, Entity>();
  for (const short of hosts.filter(({ value }) => !value.includes("."))) {
    const beginning = `${short.value.toLowerCase()}.`;
    const fulls = hosts.filter(({ value }) => value.toLowerCase().startsWith(beginning));
    const [full] = fulls;
    if (full && fulls.length === 1 && areOne(short, full)) {
      fullOf.set(short, full);
    }
  }
  return entities
    .filter((entity) => !fullOf.has(entity))
    .map((entity) => ({
      entity,
      also: [...fullOf].filter(([, full]) => full === entity).map(([short]) => short),
    }));
}

function areOne(one: Entity, other: Entity): boolean {
  return one.asset || other.asset ? one.asset?.id === other.asset?.id : true;
}
