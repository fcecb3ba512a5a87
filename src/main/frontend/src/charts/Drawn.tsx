import { Loader } from "@mantine/core";
import { type ComponentProps, lazy, Suspense } from "react";
import { useTranslations } from "use-intl";

// The drawing library is loaded with the first chart, after the page and its numbers.
const Chart = lazy(() => import("./Chart"));

/** A chart, as soon as what draws it is there. */
export function Drawn(asked: ComponentProps<typeof Chart>) {
  const t = useTranslations("charts");
  return (
    <Suspense fallback={<Loader aria-label={t("loading")} h={asked.height} />}>
      <Chart {...asked} />
    </Suspense>
  );
}
