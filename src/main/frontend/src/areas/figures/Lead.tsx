import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { write } from "../../queue/query";

export type List = "alerts" | "incidents";
export type Filter = Record<string, string>;

/** The parameters of the interface under the names of the queues' lines. */
const NAMED: Record<string, string> = { organisation: "client" };

/** The line of the queue that shows exactly the rows behind a number. */
export function line(filter: Filter): string {
  const filters = Object.entries(filter).map(([key, value]) => [
    NAMED[key] ?? key,
    value.split(","),
  ]);
  return write({ filters: Object.fromEntries(filters), text: "" });
}

/** A number, or whatever stands for it, that leads to its rows. */
export function Lead({
  list,
  filter,
  children,
  name,
  className,
}: {
  list: List;
  filter: Filter;
  children: ReactNode;
  /** What is said of it where its text is not enough to hear. */
  name?: string;
  className?: string | undefined;
}) {
  return (
    <Link
      to={`/${list}`}
      search={{ q: line(filter) } as never}
      preload={false}
      className={className}
      aria-label={name}
      title={name}
    >
      {children}
    </Link>
  );
}

/** The same for a bar of a chart. */
export function useLead(): (list: List, filter: Filter | undefined) => void {
  const navigate = useNavigate();
  return (list, filter) => {
    if (filter) {
      void navigate({ to: `/${list}`, search: { q: line(filter) } as never });
    }
  };
}
