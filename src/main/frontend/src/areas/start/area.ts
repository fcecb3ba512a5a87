import { IconFlag } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Area } from "../../shell/area";
import { has } from "../../shell/session";
import type en from "./en.json";

declare module "../../shell/catalogue" {
  interface Catalogue {
    start: typeof en;
  }
}

export const area: Area = {
  id: "start",
  places: [
    {
      to: "/start",
      name: "title",
      icon: IconFlag,
      order: 90,
      key: "s",
      seenBy: (session) => session.party === "provider" && has(session, "admin"),
    },
  ],
  routes: (frame) => [
    createRoute({
      getParentRoute: () => frame,
      path: "/start",
      component: lazyRouteComponent(() => import("./StartPage"), "StartPage"),
    }),
  ],
};
