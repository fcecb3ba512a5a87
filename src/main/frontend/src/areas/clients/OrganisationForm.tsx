import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { api, Refusal, type Schemas } from "../../api/request";
import { useChange } from "../../parts/change";
import { Dialog } from "../../parts/Dialog";
import { Trouble } from "../../parts/Trouble";
import { countries, zones } from "./countries";
import { LocalTime } from "./LocalTime";

/** A new client, or what an organisation is called and where it is. */
export function OrganisationForm({
  organisation,
  taken = [],
  onClose,
}: {
  organisation: Schemas["OrganisationView"] | null;
  taken?: string[];
  onClose: () => void;
}) {
  const t = useTranslations("clients");
  const navigate = useNavigate();
  const [name, setName] = useState(organisation?.name ?? "");
  const [ownId, setOwnId] = useState<string>();
  const [zone, setZone] = useState(
    organisation?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  );
  const [country, setCountry] = useState<string | null>(organisation?.country ?? null);
  const id = organisation?.id ?? ownId ?? idOf(name);
  const isTaken = organisation === null && taken.includes(id);
  const save = useChange(
    () =>
      api.PUT("/api/v1/organisations/{id}", {
        params: { path: { id } },
        body: {
          name: name.trim(),
          kind: organisation?.kind ?? "client",
          timeZone: zone,
          country,
        },
      }),
    {
      shownBy: ["organisation", "organisations", "session"],
      done: () => t(organisation ? "form.saved" : "form.added", { name: name.trim() }),
      after: () => {
        onClose();
        if (organisation === null) {
          void navigate({ to: `/clients/${id}` as string });
        }
      },
    },
  );
  const told = (field: string) =>
    save.error instanceof Refusal
      ? save.error.findings.find((finding) => finding.field === field)?.message
      : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const everyCountry = useMemo(countries, []);
  const everyZone = useMemo(zones, []);
  return (
    <Dialog opened onClose={onClose} title={organisation ? t("about.edit") : t("form.add")}>
      <form onSubmit={submit}>
        <Stack>
          {save.error && <Trouble error={save.error} />}
          <TextInput
            label={t("name")}
            required
            data-autofocus
            maxLength={200}
            error={told("name")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {organisation === null && (
            <TextInput
              label={t("id")}
              description={t("form.idHint")}
              required
              maxLength={63}
              error={isTaken ? t("form.taken") : told("id")}
              value={id}
              onChange={(event) => setOwnId(event.currentTarget.value)}
            />
          )}
          <Select
            label={t("zone")}
            description={
              <>
                {t("form.zoneHint")} <LocalTime zone={zone} />
              </>
            }
            required
            searchable
            allowDeselect={false}
            limit={60}
            data={everyZone}
            error={told("timeZone")}
            value={zone}
            onChange={(value) => setZone(value ?? zone)}
          />
          <Select
            label={t("country")}
            description={t("form.countryHint")}
            searchable
            clearable
            limit={60}
            data={everyCountry}
            error={told("country")}
            value={country}
            onChange={setCountry}
          />
          {organisation === null && <p>{t("form.text")}</p>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("form.cancel")}
            </Button>
            <Button
              type="submit"
              loading={save.isPending}
              disabled={name.trim() === "" || id === "" || isTaken}
            >
              {organisation ? t("form.save") : t("form.addIt")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** An id that a name suggests: `Müller & Söhne GmbH` is `mueller-soehne-gmbh`. */
function idOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 63);
}
