import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { useAuthored } from "../../parts/authored";
import { useExamples } from "../../parts/examples";
import { useWords } from "../../parts/words";
import { announce } from "../../shell/announcing";
import { workQuery } from "./queries";

type Item = Schemas["WorkItem"];

/** Several at once are told as one, and stand where the one before stood. */
const ONE_PLACE = "new-work";

/**
 * Tells when something new waits for the person who looks: on the page, unless it is the list itself that they see; by
 * the browser where they want that and the page is out of sight.
 */
export function useAnnouncingWork() {
  const t = useTranslations("work");
  const words = useWords();
  const authored = useAuthored();
  const navigate = useNavigate();
  const atList = useLocation({ select: (location) => location.pathname === "/" });
  const { data } = useQuery(workQuery);
  const { isShown } = useExamples();
  const known = useRef<Set<string>>(undefined);
  useEffect(() => {
    if (!data) {
      return;
    }
    // NB: nothing of an alert, whose words may be anybody's: this shows on locked screens too.
    const told = (item: Item) =>
      item.asked
        ? words(item.asked.verb)
        : item.kind === "task"
          ? authored(item, "name")
          : t(`kinds.${item.kind}`);
    const before = known.current;
    known.current = new Set(data.items.map(keyOf));
    const fresh = before
      ? data.items.filter((item) => !before.has(keyOf(item)) && isShown(item.organisation))
      : [];
    const [first] = fresh;
    if (!first) {
      return;
    }
    const title = t("announced", { count: fresh.length });
    const what = `${first.organisation}: ${told(first)}`;
    const go = () => void navigate({ to: "/" });
    if (document.hidden && announce(title, { body: what, tag: ONE_PLACE }, go)) {
      return;
    }
    if (!atList) {
      notifications.hide(ONE_PLACE);
      notifications.show({
        id: ONE_PLACE,
        title,
        message: (
          <>
            {what}{" "}
            <Button
              size="compact-xs"
              variant="light"
              onClick={() => {
                notifications.hide(ONE_PLACE);
                go();
              }}
            >
              {t("toWork")}
            </Button>
          </>
        ),
      });
    }
  }, [data, t, words, authored, navigate, atList, isShown]);
}

/** An answer to what somebody asked about a task makes it new once more. */
function keyOf(item: Item): string {
  return `${item.kind} ${item.id} ${item.reply?.at ?? ""}`;
}
