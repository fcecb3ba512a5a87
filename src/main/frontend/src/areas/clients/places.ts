import type { Session } from "../../shell/area";
import { has } from "../../shell/session";

/** The pages of a client in groups, as people look for them. */
export const GROUPS = [
  { id: "now", pages: ["overview", "sources", "connectors"] },
  { id: "agreed", pages: ["raci", "authority", "protected", "service-levels", "regimes"] },
  { id: "who", pages: ["people", "on-call", "calendar"] },
  { id: "what", pages: ["assets"] },
  { id: "doors", pages: ["tokens", "access", "versions"] },
] as const;

export type PageId = (typeof GROUPS)[number]["pages"][number];

/** The provider has no contract with itself. */
const OF_PROVIDER: PageId[] = ["overview", "people", "tokens", "versions"];

/** What there is to see of an organisation for whoever looks. */
export function groupsOf(kind: "client" | "provider", session: Session) {
  return GROUPS.map((group) => ({
    id: group.id,
    pages: (group.pages as readonly PageId[]).filter(
      (page) =>
        (kind === "client" || OF_PROVIDER.includes(page)) &&
        (page !== "tokens" || has(session, "admin")),
    ),
  })).filter((group) => group.pages.length > 0);
}
