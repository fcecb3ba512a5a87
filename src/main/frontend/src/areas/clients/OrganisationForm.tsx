import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useMemo } from "react";
import { useTranslations } from "use-intl";
import { api, Refusal, type Schemas } from "../../api/request";
import { useChange } from "../../parts/change";
import { Dialog } from "../../parts/Dialog";
import { useDraft } from "../../parts/draft";
import { organisationsQuery } from "../../parts/organisations";
import { slug } from "../../parts/slug";
import { Told, Trouble } from "../../parts/Trouble";
import { countries, zones } from "./countries";
import { LocalTime } from "./LocalTime";

/** A new client, or what an organisation is called and where it is. */
export function OrganisationForm({
  organisation,
  onClose,
}: {
  organisation: Schemas["OrganisationView"] | null;
  onClose: () => void;
}) {
  const t = useTranslations("clients");
  const navigate = useNavigate();
  return (
    <Dialog opened onClose={onClose} title={organisation ? t("about.edit") : t("form.add")}>
      <OrganisationFields
        organisation={organisation}
        onCancel={onClose}
        onDone={(id) => {
          onClose();
          if (organisation === null) {
            void navigate({ to: `/clients/${id}` as string });
          }
        }}
      />
    </Dialog>
  );
}

interface Typed {
  name: string;
  id: string;
  zone: string;
  country: string | null;
}

const NEW: Typed = {
  name: "",
  id: "",
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  country: null,
};
const NOTHING: Partial<Typed> = {};

/** What somebody typed of a new client, for as long as it is not added. */
export function useNewClient() {
  return useDraft(draftOf(null), NOTHING);
}

function draftOf(organisation: Schemas["OrganisationView"] | null): string {
  return `organisation.${organisation?.id ?? ""}`;
}

/** The same wherever it stands. A new client is only ever added, never written over one that is there. */
export function OrganisationFields({
  organisation,
  onCancel,
  onDone,
}: {
  organisation: Schemas["OrganisationView"] | null;
  onCancel?: () => void;
  onDone: (id: string) => void;
}) {
  const t = useTranslations("clients");
  const draft = useDraft(draftOf(organisation), NOTHING);
  const stands = organisation
    ? { ...organisation, zone: organisation.timeZone, country: organisation.country ?? null }
    : NEW;
  const value: Typed = { ...stands, ...draft.value };
  const change = (next: Partial<Typed>) => draft.set({ ...draft.value, ...next });
  const known = useQuery(organisationsQuery);
  const id = value.id || slug(value.name);
  const save = useChange(
    () =>
      api.PUT("/api/v1/organisations/{id}", {
        params: {
          path: { id },
          ...(organisation ? {} : { header: { "If-None-Match": "*" } }),
        },
        body: {
          name: value.name.trim(),
          kind: organisation?.kind ?? "client",
          timeZone: value.zone,
          country: value.country,
        },
      }),
    {
      shownBy: ["organisation", "organisations", "session"],
      done: () => t(organisation ? "form.saved" : "form.added", { name: value.name.trim() }),
      after: () => {
        draft.forget();
        onDone(id);
      },
    },
  );
  const isTaken = organisation === null && known.data?.items.some((one) => one.id === id) === true;
  const told = (field: string) => {
    const found =
      save.error instanceof Refusal &&
      save.error.findings.find((finding) => finding.field === field);
    return found && <Told text={found.message} />;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const everyCountry = useMemo(countries, []);
  const everyZone = useMemo(zones, []);
  return (
    <form onSubmit={submit}>
      <Stack>
        {save.error && <Trouble error={save.error} />}
        <TextInput
          label={t("name")}
          required
          data-autofocus
          maxLength={200}
          error={told("name")}
          value={value.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        {organisation === null && (
          <TextInput
            label={t("id")}
            description={t("form.idHint")}
            required
            maxLength={63}
            error={isTaken ? t("form.taken") : told("id")}
            value={id}
            onChange={(event) => change({ id: event.currentTarget.value })}
          />
        )}
        <Select
          label={t("zone")}
          description={
            <>
              {t("form.zoneHint")} <LocalTime zone={value.zone} />
            </>
          }
          required
          searchable
          allowDeselect={false}
          limit={60}
          data={everyZone}
          error={told("timeZone")}
          value={value.zone}
          onChange={(zone) => change({ zone: zone ?? value.zone })}
        />
        <Select
          label={t("country")}
          description={t("form.countryHint")}
          searchable
          clearable
          limit={60}
          data={everyCountry}
          error={told("country")}
          value={value.country}
          onChange={(country) => change({ country })}
        />
        {organisation === null && <p>{t("form.text")}</p>}
        <Group justify="flex-end">
          {onCancel && (
            <Button
              variant="default"
              onClick={() => {
                draft.forget();
                onCancel();
              }}
            >
              {t("form.cancel")}
            </Button>
          )}
          <Button
            type="submit"
            loading={save.isPending}
            disabled={value.name.trim() === "" || id === "" || isTaken}
          >
            {organisation ? t("form.save") : t("form.addIt")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
