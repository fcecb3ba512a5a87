import { IconSettings } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Area } from "../../shell/area";
import type en from "./en.json";
import { partsOf } from "./parts";

declare module "../../shell/catalogue" {
  interface Catalogue {
    administration: typeof en;
  }
}

export const area: Area = {
  id: "administration",
  places: [
    {
      to: "/administration",
      name: "title",
      icon: IconSettings,
      order: 90,
      key: "d",
      seenBy: (session) => partsOf(session).length > 0,
    },
  ],
  routes: (frame) =>
    ["/administration", "/administration/$part"].map((path) =>
      createRoute({
        getParentRoute: () => frame,
        path,
        component: lazyRouteComponent(() => import("./AdministrationPage"), "AdministrationPage"),
      }),
    ),
};
