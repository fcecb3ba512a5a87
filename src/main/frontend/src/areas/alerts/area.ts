import { IconBell } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Area } from "../../shell/area";
import type en from "./en.json";

declare module "../../shell/catalogue" {
  interface Catalogue {
    alerts: typeof en;
  }
}

export const area: Area = {
  id: "alerts",
  places: [{ to: "/alerts", name: "title", icon: IconBell, order: 30, key: "l" }],
  routes: (frame) => [
    createRoute({
      getParentRoute: () => frame,
      path: "/alerts",
      component: lazyRouteComponent(() => import("./AlertsPage"), "AlertsPage"),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: "/alerts/$id",
      component: lazyRouteComponent(() => import("./AlertPage"), "AlertPage"),
    }),
  ],
};
