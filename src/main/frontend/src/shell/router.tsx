import { createRootRoute, createRoute, createRouter, Outlet } from "@tanstack/react-router";
import { IncidentPage } from "../incidents/IncidentPage";
import { IncidentsPage } from "../incidents/IncidentsPage";
import { SignInPage } from "../sign-in/SignInPage";
import { NotFound } from "./NotFound";
import { SignedIn } from "./SignedIn";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({ getParentRoute: () => root, path: "/sign-in", component: SignInPage });

const signedIn = createRoute({ getParentRoute: () => root, id: "signed-in", component: SignedIn });

const incidents = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  component: IncidentsPage,
});

const incident = createRoute({
  getParentRoute: () => signedIn,
  path: "/incidents/$id",
  component: function Incident() {
    return <IncidentPage id={incident.useParams().id} />;
  },
});

export const router = createRouter({
  routeTree: root.addChildren([signIn, signedIn.addChildren([incidents, incident])]),
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
