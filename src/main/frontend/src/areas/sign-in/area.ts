import { createRoute } from "@tanstack/react-router";
import type { Area } from "../../shell/area";
import type en from "./en.json";
import { SignInPage } from "./SignInPage";

declare module "../../shell/catalogue" {
  interface Catalogue {
    "sign-in": typeof en;
  }
}

export const area: Area = {
  id: "sign-in",
  open: (root) => [
    createRoute({ getParentRoute: () => root, path: "/sign-in", component: SignInPage }),
  ],
};
