import type { Schemas } from "../api/request";
import { State } from "./State";

type Stands = Pick<Schemas["ActionView"], "state"> & {
  byHand?: Schemas["ActionView"]["byHand"];
  forPeople?: Schemas["ActionView"]["forPeople"];
  listing?: Schemas["ActionView"]["listing"];
};

/** Where an action stands: of a hosted list no more than what is known, which is what firewalls have pulled. */
export function ActionState({ action }: { action: Stands }) {
  return <State code={codeOf(action)} />;
}

function codeOf({ state, byHand, forPeople, listing }: Stands): string {
  if (byHand) {
    return "by_hand";
  }
  if (forPeople) {
    return "for_people";
  }
  if (listing && state === "verified") {
    return listing.pulledAt ? "listed_pulled" : "listed";
  }
  if (listing && !listing.listed && (state === "undone" || state === "expired")) {
    return listing.pulledAt ? "unlisted_pulled" : "unlisted";
  }
  return state;
}
