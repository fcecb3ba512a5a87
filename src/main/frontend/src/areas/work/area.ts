import { IconInbox } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Area } from "../../shell/area";
import { useAnnouncingWork } from "./announcing";
import type en from "./en.json";
import { useWorkCount } from "./queries";

declare module "../../shell/catalogue" {
  interface Catalogue {
    work: typeof en;
  }
}

export const area: Area = {
  id: "work",
  places: [
    {
      to: "/",
      name: "title",
      icon: IconInbox,
      order: 10,
      key: "w",
      onPhone: true,
      useCount: useWorkCount,
    },
  ],
  useWatch: useAnnouncingWork,
  routes: (frame) => [
    createRoute({
      getParentRoute: () => frame,
      path: "/",
      component: lazyRouteComponent(() => import("./WorkPage"), "WorkPage"),
    }),
  ],
};
