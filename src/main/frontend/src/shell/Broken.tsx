import { Button, Group } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

/** Where a page fails by a fault of ours, or by a file of it that an upgrade has taken away. */
export function Broken({ error }: ErrorComponentProps) {
  const t = useTranslations("shell.broken");
  return (
    <div role="alert">
      <h1>{t("title")}</h1>
      <p>{t("text")}</p>
      <Group my="md">
        <Button onClick={() => window.location.reload()}>{t("again")}</Button>
        <Button variant="default" component="a" href="/">
          {t("home")}
        </Button>
      </Group>
      <details>
        <summary>{t("said")}</summary>
        <code className="preserve">{error instanceof Error ? error.message : String(error)}</code>
      </details>
    </div>
  );
}
