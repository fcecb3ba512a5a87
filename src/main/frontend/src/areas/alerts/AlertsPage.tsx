import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { Queue } from "../../queue/Queue";
import { alerts } from "./kind";

/** Every alert in reach. */
export function AlertsPage() {
  const t = useTranslations("alerts");
  const kind = useMemo(() => alerts(t), [t]);
  return <Queue kind={kind} title={t("title")} />;
}
