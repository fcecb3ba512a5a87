import { queryOptions } from "@tanstack/react-query";
import { api, body } from "../api/request";

const ALL = { params: { query: { limit: 500 } } };

/** The playbooks that are installed, each with its findings where it was refused. */
export const playbooksQuery = queryOptions({
  queryKey: ["playbooks"],
  queryFn: () => body(api.GET("/api/v1/playbooks", ALL)),
});

/** The rules in force, and the files that were refused. */
export const rulesQuery = queryOptions({
  queryKey: ["rules"],
  queryFn: () => body(api.GET("/api/v1/rules")),
});

/** The kinds of products that can be read, each with its file. */
export const sourcesQuery = queryOptions({
  queryKey: ["sources"],
  queryFn: () => body(api.GET("/api/v1/sources", ALL)),
});
