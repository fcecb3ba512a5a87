import { queryOptions } from "@tanstack/react-query";
import { api, body } from "../../api/request";

const WHILE_PLAYING = 1_000;

export const exampleQuery = queryOptions({
  queryKey: ["example"],
  queryFn: () => body(api.GET("/api/v1/example")),
  refetchInterval: (query) =>
    query.state.data && ["playing", "removing"].includes(query.state.data.state)
      ? WHILE_PLAYING
      : false,
});

export const mailQuery = queryOptions({
  queryKey: ["mail"],
  queryFn: () => body(api.GET("/api/v1/mail")),
});

const of = (org: string) => ({ params: { path: { org } } });

export const peopleQuery = (org: string) =>
  queryOptions({
    queryKey: ["organisation", org, "people"],
    queryFn: () => body(api.GET("/api/v1/organisations/{org}/people", of(org))),
  });

export const raciQuery = (org: string) =>
  queryOptions({
    queryKey: ["organisation", org, "raci"],
    queryFn: () => body(api.GET("/api/v1/organisations/{org}/raci", of(org))),
  });

export const authorityQuery = (org: string) =>
  queryOptions({
    queryKey: ["organisation", org, "authority"],
    queryFn: () => body(api.GET("/api/v1/organisations/{org}/authority", of(org))),
  });

/** Those that open something still. */
export const tokensQuery = (org: string) =>
  queryOptions({
    queryKey: ["organisation", org, "tokens"],
    queryFn: () =>
      body(
        api.GET("/api/v1/organisations/{org}/tokens", {
          params: { path: { org }, query: { limit: 500 } },
        }),
      ),
    select: (page) => page.items.filter((token) => token.revokedAt == null),
  });

/** The newest alert of a client; undefined where none has come in. */
export const newestAlertQuery = (org: string) =>
  queryOptions({
    queryKey: ["alerts", "newest", org],
    queryFn: () =>
      body(api.GET("/api/v1/alerts", { params: { query: { organisation: org, limit: 1 } } })),
    select: (page) => page.items[0],
  });
