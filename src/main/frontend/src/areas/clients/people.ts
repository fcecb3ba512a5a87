import { queryOptions } from "@tanstack/react-query";
import { read } from "./documents";

/** The people of an organisation as they are kept. */
export const queryOptionsOfPeople = (org: string) =>
  queryOptions({
    queryKey: ["organisation", org, "people"],
    queryFn: () => read(org, "people"),
  });
