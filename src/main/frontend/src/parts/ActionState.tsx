import type { Schemas } from "../api/request";
import { State } from "./State";

type Stands = Pick<Schemas["ActionView"], "state"> & {
  reason?: Schemas["ActionView"]["reason"];
  byHand?: Schemas["ActionView"]["byHand"];
  forPeople?: Schemas["ActionView"]["forPeople"];
  listing?: Schemas["ActionView"]["listing"];
};

/** Where an action stands: of a hosted list no more than what is known, which is what firewalls have pulled. */
export function ActionState({ action }: { action: Stands }) {
  return <State code={codeOf(action)} />;
}

/** What is refused Cordon refuses, but where its reason begins so: then a person did. */
const BY_PERSON = [
  { begins: "Denied", code: "denied" },
  { begins: "Withdrawn", code: "withdrawn" },
];

export function codeOf({ state, reason, byHand, forPeople, listing }: Stands): string {
  if (byHand) {
    return "by_hand";
  }
  if (forPeople) {
    return "for_people";
  }
  if (state === "refused") {
    return BY_PERSON.find(({ begins }) => reason?.startsWith(begins))?.code ?? state;
  }
  if (listing && state === "verified") {
    return listing.pulledAt ? "listed_pulled" : "listed";
  }
  if (listing && !listing.listed && (state === "undone" || state === "expired")) {
    return listing.pulledAt ? "unlisted_pulled" : "unlisted";
  }
  return state;
}
