import { Button, Group, Stack, Textarea } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import type { Catalogue } from "../shell/catalogue";
import { Dialog } from "./Dialog";
import { Trouble } from "./Trouble";

interface Asked {
  title: string;
  /** What the button says: the deed, not “OK”. */
  deed: string;
  children?: ReactNode;
  /** Where the reason is kept and who reads it there. */
  goesTo: keyof Catalogue["parts"]["reason"]["goesTo"];
  /** Whether it goes without a reason. */
  optional?: boolean;
  dangerous?: boolean;
  ready?: boolean;
  /** What stands there to begin with. */
  reason?: string;
  error: Error | null;
  pending: boolean;
  onClose: () => void;
  onDo: (reason: string) => void;
}

/** Asks for the reason of a change before it is made; what was typed stays where the change is refused. */
export function ReasonDialog(asked: Asked) {
  const t = useTranslations("parts.reason");
  const [reason, setReason] = useState(asked.reason ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    asked.onDo(reason.trim());
  };
  return (
    <Dialog opened onClose={asked.onClose} title={asked.title}>
      <form onSubmit={submit}>
        <Stack>
          {asked.error && <Trouble error={asked.error} />}
          {asked.children}
          <Textarea
            label={asked.optional ? t("optional") : t("label")}
            description={t(`goesTo.${asked.goesTo}`)}
            required={!asked.optional}
            data-autofocus
            autosize
            minRows={3}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={asked.onClose}>
              {t("cancel")}
            </Button>
            <Button
              type="submit"
              {...(asked.dangerous ? { color: "red" } : {})}
              loading={asked.pending}
              disabled={asked.ready === false || (!asked.optional && reason.trim() === "")}
            >
              {asked.deed}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
