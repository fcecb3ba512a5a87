import { together } from "./catalogue";

export const texts = together({
  ...import.meta.glob("../*/en.json", { eager: true, import: "default" }),
  ...import.meta.glob("../areas/*/en.json", { eager: true, import: "default" }),
});
