import { IconShieldCheck } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Area } from "../../shell/area";
import type en from "./en.json";
import { useApprovalCount } from "./queries";

declare module "../../shell/catalogue" {
  interface Catalogue {
    approvals: typeof en;
  }
}

export const area: Area = {
  id: "approvals",
  places: [
    {
      to: "/approvals",
      name: "title",
      icon: IconShieldCheck,
      order: 40,
      key: "a",
      onPhone: true,
      useCount: useApprovalCount,
    },
  ],
  routes: (frame) => [
    createRoute({
      getParentRoute: () => frame,
      path: "/approvals",
      component: lazyRouteComponent(() => import("./ApprovalsPage"), "ApprovalsPage"),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: "/approvals/$id",
      component: lazyRouteComponent(() => import("./ApprovalPage"), "ApprovalPage"),
    }),
  ],
};
