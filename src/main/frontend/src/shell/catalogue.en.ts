import { together } from "./catalogue";

export const texts = together({
  ...import.meta.glob("/src/*/en.json", { eager: true, import: "default" }),
  ...import.meta.glob("/src/areas/*/en.json", { eager: true, import: "default" }),
});
