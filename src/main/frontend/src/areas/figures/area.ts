import { IconChartBar } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Area } from "../../shell/area";
import type en from "./en.json";

declare module "../../shell/catalogue" {
  interface Catalogue {
    figures: typeof en;
  }
}

export const area: Area = {
  id: "figures",
  places: [{ to: "/figures", name: "title", icon: IconChartBar, order: 80, key: "f" }],
  routes: (frame) => [
    createRoute({
      getParentRoute: () => frame,
      path: "/figures",
      component: lazyRouteComponent(() => import("./FiguresPage"), "FiguresPage"),
    }),
  ],
};
