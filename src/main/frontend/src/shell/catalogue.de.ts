import { together } from "./catalogue";

export const texts = together({
  ...import.meta.glob("/src/*/de.json", { eager: true, import: "default" }),
  ...import.meta.glob("/src/areas/*/de.json", { eager: true, import: "default" }),
});
