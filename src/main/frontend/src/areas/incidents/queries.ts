import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, body } from "../../api/request";

/** As many as one page of the interface has at most. */
const ALL = 500;

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
      body(
        api.GET("/api/v1/incidents/{id}/tasks", { params: { ...path(id), query: { limit: ALL } } }),
      ),
  });

export const actionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["incident", id, "actions"],
    queryFn: () =>
      body(
        api.GET("/api/v1/incidents/{incident}/actions", {
          params: { path: { incident: id }, query: { limit: ALL } },
        }),
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
      body(
        api.GET("/api/v1/incidents/{id}/timeline", {
          params: { ...path(id), query: { limit: ALL, order: "newest" } },
        }),
      ),
  });

export const alertsQuery = (id: string) =>
  queryOptions({
    queryKey: ["incident", id, "alerts"],
    queryFn: () =>
      body(
        api.GET("/api/v1/incidents/{id}/alerts", {
          params: { ...path(id), query: { limit: 100 } },
        }),
      ),
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
      body(
        api.GET("/api/v1/incidents/{id}/comments", {
          params: { ...path(id), query: { limit: ALL } },
        }),
      ),
  });

export const evidenceQuery = (id: string) =>
  queryOptions({
    queryKey: ["incident", id, "evidence"],
    queryFn: () =>
      body(
        api.GET("/api/v1/incidents/{id}/evidence", {
          params: { ...path(id), query: { limit: ALL } },
        }),
      ),
  });

export const entitiesQuery = (id: string) =>
  queryOptions({
    queryKey: ["incident", id, "entities"],
    queryFn: () =>
      body(
        api.GET("/api/v1/incidents/{id}/entities", {
          params: { ...path(id), query: { limit: ALL } },
        }),
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
      body(
        api.GET("/api/v1/incidents/{id}/people", {
          params: { ...path(id), query: { limit: ALL } },
        }),
      ),
    staleTime: 60_000,
  });
