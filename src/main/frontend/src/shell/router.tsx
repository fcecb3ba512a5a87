import { createRootRoute, createRoute, createRouter, Outlet } from "@tanstack/react-router";
import { areas } from "./area";
import { Frame } from "./Frame";
import { NotFound } from "./NotFound";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const frame = createRoute({ getParentRoute: () => root, id: "frame", component: Frame });

export const router = createRouter({
  routeTree: root.addChildren([
    ...areas.flatMap((area) => area.open?.(root) ?? []),
    frame.addChildren(areas.flatMap((area) => area.routes?.(frame) ?? [])),
  ]),
  defaultPreload: "intent",
  scrollRestoration: true,
});
