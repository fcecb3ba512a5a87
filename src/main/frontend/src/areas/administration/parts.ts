import type { Session } from "../../shell/area";
import { has } from "../../shell/session";

export const PARTS = ["users", "sign-in", "sessions", "audit", "server"] as const;
export type Part = (typeof PARTS)[number];

const SEEN_BY: Record<Part, (session: Session) => boolean> = {
  users: (session) => has(session, "admin"),
  "sign-in": (session) => has(session, "admin"),
  sessions: (session) => has(session, "admin"),
  audit: (session) => has(session, "admin", "auditor"),
  // Whoever runs it; a client's people have no hand in that.
  server: (session) => session.party === "provider" && has(session, "admin", "engineer", "auditor"),
};

/** What of the administration this person sees; the server refuses the rest. */
export function partsOf(session: Session): Part[] {
  return PARTS.filter((part) => SEEN_BY[part](session));
}
