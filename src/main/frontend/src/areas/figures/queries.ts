import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/request";
import { bounds, type Wanted } from "./span";

export type Figures = Schemas["Figures"];

const AGAIN = 60_000;

export const figuresQuery = (wanted: Wanted, zone: string) => {
  const span = bounds(wanted, new Date());
  return queryOptions({
    queryKey: ["figures", span, wanted.client, zone],
    queryFn: () =>
      body(
        api.GET("/api/v1/figures", {
          params: {
            query: { ...span, zone, ...(wanted.client ? { organisation: wanted.client } : {}) },
          },
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN,
  });
};
