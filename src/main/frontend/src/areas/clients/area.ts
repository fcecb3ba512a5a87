import { IconBuilding } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Area } from "../../shell/area";
import type { ConnectorWords } from "./connectorWords";
import type en from "./en.json";

declare module "../../shell/catalogue" {
  interface Catalogue {
    clients: typeof en;
    connectorTypes: Record<string, ConnectorWords>;
  }
}

export const area: Area = {
  id: "clients",
  places: [{ to: "/clients", name: "title", icon: IconBuilding, order: 50, key: "c" }],
  routes: (frame) => [
    createRoute({
      getParentRoute: () => frame,
      path: "/clients",
      component: lazyRouteComponent(() => import("./ClientsPage"), "ClientsPage"),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: "/clients/$org",
      component: lazyRouteComponent(() => import("./ClientPage"), "ClientPage"),
    }),
  ],
};
