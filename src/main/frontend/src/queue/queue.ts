import type { ReactNode } from "react";

/** One value to filter by, and how many rows it would leave. */
export interface Facet {
  key: string;
  values: { value: string; count: number }[];
}

export interface Facets {
  total: number;
  capped: boolean;
  facets: Facet[];
}

export interface Rows<T> {
  items: T[];
  next?: string | null;
}

export interface Column<T> {
  name: string;
  /** Its room, as CSS grid knows it. */
  width: string;
  cell: (row: T) => ReactNode;
  /** How wide the list must be for it to have room: pixels; always, where nothing is said. */
  from?: number;
  /** Whether a phone leaves it out. */
  onlyWide?: boolean;
}

/** What can be done with several rows at once. */
export interface Bulk<T> {
  id: string;
  name: string;
  /** Whether it can be done with this row. */
  fits: (row: T) => boolean;
  /** Asks for a reason first, and says it with each. */
  withReason: boolean;
  run: (row: T, reason: string) => Promise<unknown>;
}

/** One kind of thing that queues. */
export interface Kind<T> {
  /** The first word of its keys; without its last letter, what changes name. */
  id: "alerts" | "incidents";
  keys: readonly string[];
  sorts: readonly string[];
  fetch: (asked: Asked) => Promise<Rows<T>>;
  facets: (asked: Asked) => Promise<Facets>;
  columns: Column<T>[];
  row: (row: T) => { id: string; to: string; severity: string };
  bulk: Bulk<T>[];
}

/** What is asked of the server: its own parameters. */
export interface Asked {
  parameters: Record<string, string>;
  cursor?: string | undefined;
  limit?: number;
}
