import { queryOptions } from "@tanstack/react-query";
import { api, body } from "../../api/request";

/** What is quiet has no change to tell of: it is looked at again by itself. Milliseconds. */
const LOOKS_AGAIN = 60_000;

export const organisationQuery = (org: string) =>
  queryOptions({
    queryKey: ["organisation", org],
    queryFn: () => body(api.GET("/api/v1/organisations/{org}", { params: { path: { org } } })),
  });

export const gapsQuery = (org: string) =>
  queryOptions({
    queryKey: ["gaps", org],
    queryFn: () =>
      body(
        api.GET("/api/v1/organisations/{org}/gaps", {
          params: { path: { org }, query: { limit: 500 } },
        }),
      ),
  });

export const killSwitchQuery = (org: string) =>
  queryOptions({
    queryKey: ["organisation", org, "kill-switch"],
    queryFn: () =>
      body(api.GET("/api/v1/organisations/{org}/kill-switch", { params: { path: { org } } })),
    // The provider's stop of every client is a change of the provider's, of which a client's page does not hear.
    refetchInterval: LOOKS_AGAIN,
  });

export const connectorsQuery = (org: string) =>
  queryOptions({
    queryKey: ["connectors", org],
    queryFn: () =>
      body(
        api.GET("/api/v1/organisations/{org}/connectors", {
          params: { path: { org }, query: { limit: 500 } },
        }),
      ),
    refetchInterval: LOOKS_AGAIN,
  });

/** A firewall pulls every few minutes, and of a pull nobody tells the page. Milliseconds. */
const WHILE_WAITING = 10_000;

/** The hosted lists, and when firewalls have pulled them. */
export const blockListsQuery = (org: string) =>
  queryOptions({
    queryKey: ["connectors", org, "block-lists"],
    queryFn: () =>
      body(api.GET("/api/v1/organisations/{org}/block-lists", { params: { path: { org } } })),
    refetchInterval: WHILE_WAITING,
  });

export const connectorTypesQuery = queryOptions({
  queryKey: ["connector-types"],
  queryFn: () => body(api.GET("/api/v1/connector-types", { params: { query: { limit: 500 } } })),
  staleTime: Number.POSITIVE_INFINITY,
});

export const sourcesQuery = (org: string) =>
  queryOptions({
    queryKey: ["sources", org],
    queryFn: () =>
      body(
        api.GET("/api/v1/organisations/{org}/sources", {
          params: { path: { org }, query: { limit: 500 } },
        }),
      ),
    refetchInterval: LOOKS_AGAIN,
  });
