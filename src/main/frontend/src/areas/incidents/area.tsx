import { IconFlame, IconPlus } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Area } from "../../shell/area";
import { has } from "../../shell/session";
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
  commands: [
    {
      id: "open-incident",
      name: "opening.title",
      icon: IconPlus,
      seenBy: (session) => has(session, "responder", "lead", "admin"),
      run: (go) => go("/incidents/new"),
    },
  ],
  routes: (frame) => [
    createRoute({
      getParentRoute: () => frame,
      path: "/incidents",
      component: lazyRouteComponent(() => import("./IncidentsPage"), "IncidentsPage"),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: "/incidents/new",
      component: lazyRouteComponent(() => import("./OpeningPage"), "OpeningPage"),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: "/incidents/$id",
      component: lazyRouteComponent(() => import("./IncidentPage"), "IncidentPage"),
    }),
  ],
};
