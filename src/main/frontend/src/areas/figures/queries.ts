import { queryOptions } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/request";
import { bounds, type Wanted } from "./span";

export type Figures = Schemas["Figures"];

/** Numbers, and of which clients they are; of all without one, and without the examples where these are left out. */
export interface Answered {
  client: string | undefined;
  examples: boolean | undefined;
  figures: Figures;
}

const AGAIN = 60_000;

export const figuresQuery = (wanted: Wanted, zone: string) => {
  const span = bounds(wanted, new Date());
  return queryOptions({
    queryKey: ["figures", span, wanted.client, wanted.examples, zone],
    queryFn: async (): Promise<Answered> => ({
      client: wanted.client,
      examples: wanted.examples,
      figures: await body(
        api.GET("/api/v1/figures", {
          params: {
            query: {
              ...span,
              zone,
              ...(wanted.client ? { organisation: wanted.client } : {}),
              ...(wanted.examples === undefined ? {} : { examples: String(wanted.examples) }),
            },
          },
        }),
      ),
    }),
    // Until the numbers of another span are there; those of another client must not be taken for this one's.
    placeholderData: (before: Answered | undefined) => (isOf(before, wanted) ? before : undefined),
    refetchInterval: AGAIN,
  });
};

/** Whether these are numbers of the clients that are asked for, of whatever span. */
export function isOf(answered: Answered | undefined, wanted: Wanted): boolean {
  return answered?.client === wanted.client && answered?.examples === wanted.examples;
}
