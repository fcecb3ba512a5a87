/** The parts of the public interface that the pages use; see /v3/api-docs. */

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Session {
  name: string;
  person: string | null;
  organisation: string;
  party: "client" | "provider";
  roles: string[];
  organisations: string[];
}

export type Severity = "critical" | "high" | "medium" | "low" | "informational";

export interface Clock {
  name: "notified" | "acknowledged" | "contained" | "resolved";
  due: string;
  metAt: string | null;
  state: "running" | "met" | "breached";
}

export interface Incident {
  id: string;
  organisation: string;
  number: number;
  title: string;
  severity: Severity;
  category: string;
  status: "open" | "contained" | "resolved" | "closed";
  alertCount: number;
  detectedAt: string;
  playbook: { key: string; version: number | null };
  clocks: Clock[];
}

export interface TimelineEntry {
  id: string;
  at: string;
  kind: string;
  by: string;
  text: string;
}

export interface Task {
  id: string;
  incidentId: string;
  name: string;
  function: string;
  instructions: string;
  responsible: { party: string; people: { id: string; name: string }[] };
  due: string | null;
  state: string;
}

export interface Action {
  id: string;
  verb: string;
  target: string;
  connector: string;
  state: string;
  reason: string;
}
