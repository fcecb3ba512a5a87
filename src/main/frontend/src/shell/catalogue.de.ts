import { together } from "./catalogue";

export const texts = together({
  ...import.meta.glob("../*/de.json", { eager: true, import: "default" }),
  ...import.meta.glob("../areas/*/de.json", { eager: true, import: "default" }),
});
