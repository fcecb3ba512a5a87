import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { Empty } from "../parts/Empty";

/** Says that the address is none of ours, and the way on. */
export function NotFound() {
  const t = useTranslations("shell.notFound");
  return (
    <Empty title={t("title")}>
      {t("text")} <Link to="/">{t("way")}</Link>
    </Empty>
  );
}
