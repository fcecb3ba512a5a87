import { IconScale } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Area } from "../../shell/area";
import type en from "./en.json";

declare module "../../shell/catalogue" {
  interface Catalogue {
    rules: typeof en;
  }
}

export const area: Area = {
  id: "rules",
  places: [{ to: "/rules", name: "title", icon: IconScale, order: 70, key: "r" }],
  routes: (frame) => [
    createRoute({
      getParentRoute: () => frame,
      path: "/rules",
      component: lazyRouteComponent(() => import("./RulesPage"), "RulesPage"),
    }),
  ],
};
