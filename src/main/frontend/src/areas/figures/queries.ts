import { queryOptions } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/request";
import { bounds, type Wanted } from "./span";

export type Figures = Schemas["Figures"];

/** Numbers, and of which client they are; of all clients without one. */
export interface Answered {
  client: string | undefined;
  figures: Figures;
}

const AGAIN = 60_000;

export const figuresQuery = (wanted: Wanted, zone: string) => {
  const span = bounds(wanted, new Date());
  return queryOptions({
    queryKey: ["figures", span, wanted.client, zone],
    queryFn: async (): Promise<Answered> => ({
      client: wanted.client,
      figures: await body(
        api.GET("/api/v1/figures", {
          params: {
            query: { ...span, zone, ...(wanted.client ? { organisation: wanted.client } : {}) },
          },
        }),
      ),
    }),
    // Until the numbers of another span are there; those of another client must not be taken for this one's.
    placeholderData: (before: Answered | undefined) =>
      before?.client === wanted.client ? before : undefined,
    refetchInterval: AGAIN,
  });
};
