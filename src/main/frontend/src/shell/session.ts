import { queryOptions } from "@tanstack/react-query";
import { createContext, useContext } from "react";
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

const Here = createContext<Session | undefined>(undefined);

/** The frame says with it who is signed in. */
export const SessionHere = Here.Provider;

/**
 * Who is signed in. Only below the frame, which waits until this is known.
 *
 * NB: not by the query, which each row of a list would ask, and which reads the cookies each time.
 */
export function useSession(): Session {
  const session = useContext(Here);
  if (session === undefined) {
    throw new Error("Expected to be below the frame, where somebody is signed in");
  }
  return session;
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
