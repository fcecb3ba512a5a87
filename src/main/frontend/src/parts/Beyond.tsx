import { useTranslations } from "use-intl";

/** Says so where a list does not show all that there is. */
export function Beyond({ page }: { page: { items: unknown[]; next?: string | null } | undefined }) {
  const t = useTranslations("parts");
  return page?.next ? <p>{t("beyond", { count: page.items.length })}</p> : null;
}
