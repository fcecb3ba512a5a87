import { IconFlame } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Area } from "../../shell/area";
import type en from "./en.json";

declare module "../../shell/catalogue" {
  interface Catalogue {
    incidents: typeof en;
  }
}

export const area: Area = {
  id: "incidents",
  places: [
    { to: "/incidents", name: "title", icon: IconFlame, order: 20, key: "i", onPhone: true },
  ],
  routes: (frame) => [
    createRoute({
      getParentRoute: () => frame,
      path: "/incidents",
      component: lazyRouteComponent(() => import("./IncidentsPage"), "IncidentsPage"),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: "/incidents/$id",
      component: lazyRouteComponent(() => import("./IncidentPage"), "IncidentPage"),
    }),
  ],
};
