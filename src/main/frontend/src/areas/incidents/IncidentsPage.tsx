import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { Queue } from "../../queue/Queue";
import { incidents } from "./kind";

/** Every incident in reach. */
export function IncidentsPage() {
  const t = useTranslations("incidents");
  const kind = useMemo(() => incidents(t), [t]);
  return <Queue kind={kind} title={t("title")} />;
}
