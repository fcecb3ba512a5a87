import { IconUserCog } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Area } from "../../shell/area";
import type en from "./en.json";

declare module "../../shell/catalogue" {
  interface Catalogue {
    account: typeof en;
  }
}

export const area: Area = {
  id: "account",
  places: [
    { to: "/account", name: "title", icon: IconUserCog, order: 900, key: "u", ofPerson: true },
  ],
  routes: (frame) => [
    createRoute({
      getParentRoute: () => frame,
      path: "/account",
      component: lazyRouteComponent(() => import("./AccountPage"), "AccountPage"),
    }),
  ],
};
