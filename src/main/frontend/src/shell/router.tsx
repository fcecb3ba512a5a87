import { createRootRoute, createRoute, createRouter, Outlet } from "@tanstack/react-router";
import { areas } from "./area";
import { Broken } from "./Broken";
import { Frame } from "./Frame";
import { NotFound } from "./NotFound";
import { parseSearch, stringifySearch } from "./search";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const frame = createRoute({ getParentRoute: () => root, id: "frame", component: Frame });

export const router = createRouter({
  routeTree: root.addChildren([
    ...areas.flatMap((area) => area.open?.(root) ?? []),
    frame.addChildren(areas.flatMap((area) => area.routes?.(frame) ?? [])),
  ]),
  defaultPreload: "intent",
  defaultErrorComponent: Broken,
  // NB: another incident or another client is another page: nothing typed, chosen or opened for one stays for the next.
  defaultRemountDeps: ({ params }) => params,
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
});
