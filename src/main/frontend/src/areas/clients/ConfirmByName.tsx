import { TextInput } from "@mantine/core";
import { type ComponentProps, useState } from "react";
import { useTranslations } from "use-intl";
import { Confirm } from "../../parts/Confirm";
import { Target } from "../../parts/Said";

/** Asks to write the name of what it is about, so that nobody does it to another one by haste. */
export function ConfirmByName({
  name,
  children,
  ...asked
}: Omit<ComponentProps<typeof Confirm>, "keep" | "ready"> & { name: string }) {
  const t = useTranslations("clients.confirm");
  const [typed, setTyped] = useState("");
  return (
    <Confirm {...asked} keep={t("cancel")} ready={typed.trim() === name}>
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
    </Confirm>
  );
}
