import { type Catalogue, together } from "./catalogue";

type Connectors = "connectorTypes";

export const texts: Catalogue = {
  ...together<Omit<Catalogue, Connectors>>({
    ...import.meta.glob("/src/*/en.json", { eager: true, import: "default" }),
    ...import.meta.glob("/src/areas/*/en.json", { eager: true, import: "default" }),
  }),
  connectorTypes: together<Catalogue[Connectors]>(
    import.meta.glob("/src/areas/clients/connectors/*/en.json", { eager: true, import: "default" }),
  ),
};
