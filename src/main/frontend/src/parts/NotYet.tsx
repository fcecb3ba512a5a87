import { Loader } from "@mantine/core";
import { Refusal } from "../api/request";
import { Trouble } from "./Trouble";

/**
 * What a query has brought, also where looking again has failed: a page on which somebody works stays as it is then.
 * Nothing where the server has said since that this is not there for them.
 */
export function held<T>(query: { data: T | undefined; error: Error | null }): T | undefined {
  const { error } = query;
  const gone = error instanceof Refusal && [401, 403, 404].includes(error.status);
  return gone ? undefined : query.data;
}

/** Stands where nothing can be shown: why, or that it is being fetched. */
export function NotYet({ error, label }: { error: Error | null; label: string }) {
  return error ? <Trouble error={error} /> : <Loader aria-label={label} />;
}
