import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { api, Refusal } from "../api/request";
import { forgetDrafts } from "../parts/draft";
import { useWhy } from "../parts/problem";

/** Signs out for good: nothing that was typed stays for whoever sits down here next. */
export function useSignOut() {
  const t = useTranslations("shell");
  const why = useWhy();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    try {
      await api.DELETE("/api/v1/session");
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 401)) {
        notifications.show({
          color: "red",
          message: t("notSignedOut", { why: why(error as Error) }),
        });
        return;
      }
    }
    // NB: in this order. What still stands on the page is of a session that must be known as long as it does.
    await navigate({ to: "/sign-in" });
    forgetDrafts();
    queries.clear();
  };
}
