import type { Icon } from "@tabler/icons-react";
import type { AnyRoute } from "@tanstack/react-router";
import type { Schemas } from "../api/request";

export type Session = Schemas["SessionView"];

/** A place in the navigation. */
export interface Place {
  to: string;
  /** The key of its name in the area's catalogue. */
  name: string;
  icon: Icon;
  /** Where it stands among the others; tens, so that a new area fits between. */
  order: number;
  /** The letter that leads there after `g`. */
  key: string;
  /** Whether it also has room in the bar at the foot of a phone. */
  onPhone?: boolean;
  /** Whether it is about the person who looks, and stands in their menu instead. */
  ofPerson?: boolean;
  /** Who sees it; everybody where nothing is said. */
  seenBy?: (session: Session) => boolean;
  /** How many things wait there now, shown beside its name. */
  useCount?: () => number | undefined;
}

/** Something to do from anywhere by the command palette. */
export interface Command {
  id: string;
  /** The key of its name in the area's catalogue. */
  name: string;
  icon: Icon;
  seenBy?: (session: Session) => boolean;
  run: (go: (to: string) => void) => void;
}

/** What a folder under `areas/` adds to the house; its name is that of its catalogue too. */
export interface Area {
  id: string;
  /** Its addresses, below the frame of those who are signed in. */
  routes?: (frame: AnyRoute) => AnyRoute[];
  /** Its addresses that need nobody signed in. */
  open?: (root: AnyRoute) => AnyRoute[];
  places?: Place[];
  commands?: Command[];
  /** What it looks after as long as somebody is signed in, whichever page is shown. */
  useWatch?: () => void;
}

const found = import.meta.glob<Area>("../areas/*/area.{ts,tsx}", { eager: true, import: "area" });

/** Every area there is. A new one is a new folder: nothing here or elsewhere names it. */
export const areas: Area[] = Object.values(found);

/** The places that this person sees, in their order. */
export function placesOf(session: Session): (Place & { area: string })[] {
  return areas
    .flatMap((area) => (area.places ?? []).map((place) => ({ ...place, area: area.id })))
    .filter((place) => place.seenBy?.(session) ?? true)
    .sort((a, b) => a.order - b.order);
}
