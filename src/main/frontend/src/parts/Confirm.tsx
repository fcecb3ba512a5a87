import { Button, Group, Modal, Stack } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Trouble } from "./Trouble";

/** Asks before something is done that cannot be taken back. */
export function Confirm({
  title,
  deed,
  keep,
  ready,
  children,
  error,
  pending,
  onClose,
  onDo,
}: {
  title: string;
  /** What the button says: the deed, not “OK”. */
  deed: string;
  /** What the other button says. */
  keep: string;
  /** Where something else must be typed first: whether it is. Where it is left out, the way back has the focus. */
  ready?: boolean;
  /** What is different then. */
  children: ReactNode;
  error: Error | null;
  pending: boolean;
  onClose: () => void;
  onDo: () => void;
}) {
  const t = useTranslations("parts.dialog");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDo();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("close") }}>
      <form onSubmit={submit}>
        <Stack>
          {error && <Trouble error={error} />}
          {children}
          <Group justify="flex-end">
            <Button
              variant="default"
              {...(ready === undefined ? { "data-autofocus": true } : {})}
              onClick={onClose}
            >
              {keep}
            </Button>
            <Button type="submit" color="red" loading={pending} disabled={ready === false}>
              {deed}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
