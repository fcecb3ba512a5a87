import type { Area } from "../../shell/area";
import type en from "./en.json";

declare module "../../shell/catalogue" {
  interface Catalogue {
    tasks: typeof en;
  }
}

/** Doing a step that a playbook asks of people, wherever it is shown. */
export const area: Area = { id: "tasks" };
