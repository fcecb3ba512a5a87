import type charts from "../charts/en.json";
import type drawing from "../drawing/en.json";
import type parts from "../parts/en.json";
import type queue from "../queue/en.json";
import type server from "../server/en.json";
import type shell from "./en.json";

/** Every text of the pages by area and key. An area adds its own by `declare module "…/shell/catalogue"`. */
export interface Catalogue {
  shell: typeof shell;
  parts: typeof parts;
  charts: typeof charts;
  drawing: typeof drawing;
  queue: typeof queue;
  server: typeof server;
}

declare module "use-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: Catalogue;
  }
}

export type Language = "en" | "de";

export const LANGUAGES: Record<Language, string> = { en: "English", de: "Deutsch" };

const KEPT = "cordon.language";

/** What was chosen here before, else what the browser asks for, else English. */
export function language(): Language {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages];
  for (const tag of wanted) {
    const short = tag?.slice(0, 2).toLowerCase();
    if (short === "en" || short === "de") {
      return short;
    }
  }
  return "en";
}

/** How dates and numbers are written: as the browser's own variety of the language has it, such as en-AU. */
export function variety(chosen: Language): string {
  return navigator.languages.find((tag) => tag.toLowerCase().startsWith(chosen)) ?? chosen;
}

export function keepLanguage(chosen: Language) {
  localStorage.setItem(KEPT, chosen);
}

/** The texts of a language; only that one is loaded. */
export async function catalogue(chosen: Language): Promise<Catalogue> {
  const { texts } =
    chosen === "de" ? await import("./catalogue.de") : await import("./catalogue.en");
  return texts;
}

/** Puts the files of one language together; each stands under the name of its folder. */
export function together<T>(files: Record<string, unknown>): T {
  return Object.fromEntries(
    Object.entries(files).map(([path, texts]) => [path.split("/").at(-2), texts]),
  ) as T;
}
