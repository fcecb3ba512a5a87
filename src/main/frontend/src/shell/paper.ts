const SCHEME = "data-mantine-color-scheme";

/** Paper is white: whoever prints from the dark gets the light colours, as long as it takes. */
export function printOnWhite() {
  const root = document.documentElement;
  let before: string | null = null;
  window.matchMedia("print").addEventListener("change", ({ matches }) => {
    if (matches) {
      before = root.getAttribute(SCHEME);
      root.setAttribute(SCHEME, "light");
    } else if (before) {
      root.setAttribute(SCHEME, before);
    }
  });
}
