import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { everything } from "../../api/everything";
import { api, body } from "../../api/request";

const path = (id: string) => ({ path: { id } });

/** NB: everything below an incident begins with its key, so that one change of it has all of it looked at again. */
export const incidentQuery = (id: string) =>
  queryOptions({
    queryKey: ["incident", id],
    queryFn: () => body(api.GET("/api/v1/incidents/{id}", { params: path(id) })),
  });

export const tasksQuery = (id: string) =>
  queryOptions({
    queryKey: ["incident", id, "tasks"],
    queryFn: () =>
      everything((query) =>
        body(api.GET("/api/v1/incidents/{id}/tasks", { params: { ...path(id), query } })),
      ),
  });

export const actionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["incident", id, "actions"],
    queryFn: () =>
      everything((query) =>
        body(
          api.GET("/api/v1/incidents/{incident}/actions", {
            params: { path: { incident: id }, query },
          }),
        ),
      ),
  });

/** The playbooks at work and the steps that they have reached. */
export const progressQuery = (id: string) =>
  queryOptions({
    queryKey: ["incident", id, "playbook"],
    queryFn: () => body(api.GET("/api/v1/incidents/{id}/playbook", { params: path(id) })),
  });

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: ["incident", id, "timeline"],
    queryFn: () =>
      everything((query) =>
        body(
          api.GET("/api/v1/incidents/{id}/timeline", {
            params: { ...path(id), query: { ...query, order: "newest" } },
          }),
        ),
      ),
  });

/** The worst alert: what it says is why the incident is what it is. */
export const worstAlertQuery = (id: string) =>
  queryOptions({
    queryKey: ["incident", id, "alerts", "worst"],
    queryFn: () =>
      body(
        api.GET("/api/v1/alerts", {
          params: { query: { incident: id, sort: "severity", raw: "false", limit: 1 } },
        }),
      ).then(({ items }) => items[0] ?? null),
  });

/** Every alert, a page at a time: a loud incident has thousands. */
export const allAlertsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["incident", id, "alerts", "all"],
    queryFn: ({ pageParam }) =>
      body(
        api.GET("/api/v1/incidents/{id}/alerts", {
          params: {
            ...path(id),
            query: { limit: 100, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });

/** Who was told what, newest first. */
export const lettersQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["incident", id, "letters"],
    queryFn: ({ pageParam }) =>
      body(
        api.GET("/api/v1/incidents/{id}/notifications", {
          params: {
            ...path(id),
            query: { limit: 100, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });

export const commentsQuery = (id: string) =>
  queryOptions({
    queryKey: ["incident", id, "comments"],
    queryFn: () =>
      everything((query) =>
        body(
          api.GET("/api/v1/incidents/{id}/comments", {
            params: { ...path(id), query },
          }),
        ),
      ),
  });

export const evidenceQuery = (id: string) =>
  queryOptions({
    queryKey: ["incident", id, "evidence"],
    queryFn: () =>
      everything((query) =>
        body(
          api.GET("/api/v1/incidents/{id}/evidence", {
            params: { ...path(id), query },
          }),
        ),
      ),
  });

export const entitiesQuery = (id: string) =>
  queryOptions({
    queryKey: ["incident", id, "entities"],
    queryFn: () =>
      everything((query) =>
        body(
          api.GET("/api/v1/incidents/{id}/entities", {
            params: { ...path(id), query },
          }),
        ),
      ),
  });

export const relatedQuery = (id: string) =>
  queryOptions({
    queryKey: ["incident", id, "related"],
    queryFn: () => body(api.GET("/api/v1/incidents/{id}/related", { params: path(id) })),
  });

/** Who may be mentioned, asked, or handed something over. */
export const peopleQuery = (id: string) =>
  queryOptions({
    queryKey: ["incident", id, "people"],
    queryFn: () =>
      everything((query) =>
        body(
          api.GET("/api/v1/incidents/{id}/people", {
            params: { ...path(id), query },
          }),
        ),
      ),
    staleTime: 60_000,
  });
