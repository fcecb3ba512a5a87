import { Button, Group, NumberInput, Stack, TagsInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Dialog } from "../../parts/Dialog";
import type { Asset } from "./Assets";

const FRESH: Asset = {
  id: "",
  kind: "host",
  names: [],
  addresses: [],
  class: "workstation",
  criticality: 3,
  owner: null,
};

/** One asset, new or to be changed. */
export function AssetDialog({
  asset,
  taken,
  onClose,
  onPut,
}: {
  asset: Asset | null;
  taken: string[];
  onClose: () => void;
  onPut: (asset: Asset | null) => void;
}) {
  const t = useTranslations("clients.assets");
  const [value, setValue] = useState<Asset>(asset ?? FRESH);
  const isTaken = taken.includes(value.id.trim());
  const set = (part: Partial<Asset>) => setValue({ ...value, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPut({ ...value, id: value.id.trim() });
  };
  return (
    <Dialog opened onClose={onClose} title={asset ? t("edit") : t("add")}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={t("id")}
            description={t("idHint")}
            required
            data-autofocus
            error={isTaken ? t("taken") : undefined}
            value={value.id}
            onChange={(event) => set({ id: event.currentTarget.value })}
          />
          <TagsInput
            label={t("names")}
            description={t("listHint")}
            acceptValueOnBlur
            value={value.names}
            onChange={(names) => set({ names })}
          />
          <TagsInput
            label={t("addresses")}
            description={t("listHint")}
            acceptValueOnBlur
            value={value.addresses}
            onChange={(addresses) => set({ addresses })}
          />
          <Group grow align="flex-start">
            <TextInput
              label={t("kind")}
              value={value.kind}
              onChange={(event) => set({ kind: event.currentTarget.value })}
            />
            <TextInput
              label={t("class")}
              value={value.class}
              onChange={(event) => set({ class: event.currentTarget.value })}
            />
          </Group>
          <Group grow align="flex-start">
            <NumberInput
              label={t("criticality")}
              description={t("criticalityHint")}
              min={1}
              max={5}
              value={value.criticality}
              onChange={(criticality) => set({ criticality: Number(criticality) || 3 })}
            />
            <TextInput
              label={t("owner")}
              description={t("ownerHint")}
              value={value.owner ?? ""}
              onChange={(event) => set({ owner: event.currentTarget.value || null })}
            />
          </Group>
          <Group justify="space-between">
            {asset ? (
              <Button variant="default" onClick={() => onPut(null)}>
                {t("remove")}
              </Button>
            ) : (
              <span />
            )}
            <Button type="submit" disabled={value.id.trim() === "" || isTaken}>
              {t("take")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
