import { IconSitemap } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Area } from "../../shell/area";
import type en from "./en.json";

declare module "../../shell/catalogue" {
  interface Catalogue {
    playbooks: typeof en;
  }
}

export const area: Area = {
  id: "playbooks",
  places: [{ to: "/playbooks", name: "title", icon: IconSitemap, order: 60, key: "p" }],
  routes: (frame) => [
    createRoute({
      getParentRoute: () => frame,
      path: "/playbooks",
      component: lazyRouteComponent(() => import("./PlaybooksPage"), "PlaybooksPage"),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: "/playbooks/$key",
      component: lazyRouteComponent(() => import("./PlaybookPage"), "PlaybookPage"),
    }),
  ],
};
