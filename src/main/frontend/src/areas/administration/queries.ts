import { queryOptions } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/request";

export type Person = Schemas["PeoplePersonInList"];

export const usersQuery = (client: string | null) =>
  queryOptions({
    queryKey: ["people", client],
    queryFn: () =>
      body(
        api.GET("/api/v1/people", { params: { query: client ? { organisation: client } : {} } }),
      ),
  });

export const sessionsQuery = (org: string) =>
  queryOptions({
    queryKey: ["sessions", org],
    queryFn: () =>
      body(api.GET("/api/v1/organisations/{org}/sessions", { params: { path: { org } } })),
  });

export const signInOptionsQuery = queryOptions({
  queryKey: ["sign-in-options"],
  queryFn: () => body(api.GET("/api/v1/sign-in-options")),
});

export const serverQuery = queryOptions({
  queryKey: ["server"],
  queryFn: () => body(api.GET("/api/v1/server")),
  refetchInterval: 15_000,
});
