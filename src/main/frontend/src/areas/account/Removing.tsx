import type { ComponentProps } from "react";
import { useTranslations } from "use-intl";
import { Confirm } from "../../parts/Confirm";

/** Asks before something goes that somebody signs in with. */
export function Removing(asked: Omit<ComponentProps<typeof Confirm>, "deed" | "keep">) {
  const t = useTranslations("account.removing");
  return <Confirm {...asked} deed={t("deed")} keep={t("keep")} />;
}
