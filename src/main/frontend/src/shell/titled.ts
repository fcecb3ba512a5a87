import { useEffect } from "react";

/** The window's title is the page's heading, so that tabs and the history tell pages apart. */
export function useTitledByHeading() {
  useEffect(() => {
    const page = document.getElementById("page");
    if (!page) {
      return;
    }
    const entitle = () => {
      const heading = page.querySelector("h1")?.textContent?.trim();
      const title = heading ? `${heading} · Cordon` : "Cordon";
      if (document.title !== title) {
        document.title = title;
      }
    };
    entitle();
    const watching = new MutationObserver(entitle);
    watching.observe(page, { childList: true, subtree: true, characterData: true });
    return () => watching.disconnect();
  }, []);
}
