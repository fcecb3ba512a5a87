import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, body, mayBeSignedIn, type Schemas } from "../api/request";
import type { Session } from "./area";

export type Role = Schemas["SessionView"]["roles"][number];

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: () => body(api.GET("/api/v1/session")),
  // NB: asked anew each time: what was true when this file was read says nothing after signing in.
  enabled: () => mayBeSignedIn(),
  staleTime: 60_000,
});

/** Who is signed in. Only below the frame, which waits until this is known. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (data === undefined) {
    throw new Error("Expected to be below the frame, where somebody is signed in");
  }
  return data;
}

/** Whether somebody has one of these roles. What the page leaves out for it, the server refuses too. */
export function has(session: Session, ...roles: Role[]): boolean {
  return roles.some((role) => session.roles.includes(role));
}

/** Where to go after signing in: an address of ours, nothing that leads elsewhere. */
export function next(wanted: unknown): string {
  return typeof wanted === "string" && /^\/(?![/\\])/.test(wanted) ? wanted : "/";
}

const WANTED = "cordon.wanted";

/** Before somebody leaves for an identity server: where they want to be when they are back. */
export function keepWanted(to: string) {
  window.sessionStorage.setItem(WANTED, to);
}

/** Where somebody wanted to be who has come back; told once. */
export function takeWanted(): string | undefined {
  const wanted = window.sessionStorage.getItem(WANTED);
  window.sessionStorage.removeItem(WANTED);
  return wanted === null ? undefined : next(wanted);
}
