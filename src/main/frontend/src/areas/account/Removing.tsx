import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Trouble } from "../../parts/Trouble";

/** Asks before something goes that somebody signs in with. */
export function Removing({
  title,
  children,
  error,
  pending,
  onClose,
  onDo,
}: {
  title: string;
  /** What is different without it. */
  children: ReactNode;
  error: Error | null;
  pending: boolean;
  onClose: () => void;
  onDo: () => void;
}) {
  const t = useTranslations("account.removing");
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack>
        {error && <Trouble error={error} />}
        {children}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t("keep")}
          </Button>
          <Button color="red" loading={pending} onClick={onDo}>
            {t("deed")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
