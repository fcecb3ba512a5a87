import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { Target } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";

/** Asks to write the name of what it is about, so that nobody does it to another one by haste. */
export function ConfirmByName({
  title,
  deed,
  name,
  children,
  error,
  pending,
  onClose,
  onDo,
}: {
  title: string;
  deed: string;
  name: string;
  children: ReactNode;
  error: Error | null;
  pending: boolean;
  onClose: () => void;
  onDo: () => void;
}) {
  const t = useTranslations("clients.confirm");
  const [typed, setTyped] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDo();
  };
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={submit}>
        <Stack>
          {error && <Trouble error={error} />}
          {children}
          <TextInput
            label={
              <>
                {t("type")} <Target value={name} />
              </>
            }
            aria-label={`${t("type")} ${name}`}
            autoComplete="off"
            data-autofocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" color="red" loading={pending} disabled={typed.trim() !== name}>
              {deed}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
