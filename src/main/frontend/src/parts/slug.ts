/** A name as an id: what the interface takes for one. `Müller & Søn GmbH` is `mueller-soen-gmbh`. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[äæ]/g, "ae")
    .replaceAll(/[öøœ]/g, "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .replaceAll("å", "aa")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 63)
    .replaceAll(/^-+|-+$/g, "");
}
