import { queryOptions } from "@tanstack/react-query";
import { api, body } from "../../api/request";

export const organisationsQuery = queryOptions({
  queryKey: ["organisations"],
  queryFn: () => body(api.GET("/api/v1/organisations", { params: { query: { limit: 500 } } })),
});

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
