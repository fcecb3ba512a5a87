import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { Queue } from "../../queue/Queue";
import { has, useSession } from "../../shell/session";
import { incidents } from "./kind";

/** Every incident in reach. */
export function IncidentsPage() {
  const t = useTranslations("incidents");
  const session = useSession();
  const kind = useMemo(() => incidents(t), [t]);
  return (
    <Queue
      kind={kind}
      title={t("title")}
      deed={
        has(session, "responder", "lead", "admin") && (
          <Button
            component={Link}
            to="/incidents/new"
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
          >
            {t("opening.title")}
          </Button>
        )
      }
    />
  );
}
