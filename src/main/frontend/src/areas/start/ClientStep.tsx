import { Button, Group, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { api } from "../../api/request";
import { useChange } from "../../parts/change";
import { useDraft } from "../../parts/draft";
import { Trouble } from "../../parts/Trouble";
import classes from "./StartPage.module.css";
import { slug } from "./slug";

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
/** Not every browser counts UTC, or its own zone, among those that it knows. */
const ZONES = [...new Set([HERE, "UTC", ...Intl.supportedValuesOf("timeZone")])];
const EMPTY = { name: "", id: "", timeZone: HERE, country: "" };

/** Who is protected. */
export function ClientStep({
  org,
  onMade,
}: {
  org: string | undefined;
  onMade: (id: string) => void;
}) {
  const t = useTranslations("start.client");
  const [another, setAnother] = useState(false);
  const draft = useDraft("start.client", EMPTY);
  const { value } = draft;
  const id = value.id || slug(value.name);
  const make = useChange(
    (typed: typeof EMPTY) =>
      api.PUT("/api/v1/organisations/{id}", {
        params: { path: { id } },
        body: {
          name: typed.name.trim(),
          kind: "client",
          timeZone: typed.timeZone,
          country: typed.country.trim() === "" ? null : typed.country.trim().toUpperCase(),
        },
      }),
    {
      shownBy: ["organisations", "session"],
      done: () => t("made"),
      after: (_, typed) => {
        draft.sent(typed);
        setAnother(false);
        onMade(id);
      },
    },
  );
  if (org && !another && !draft.changed) {
    return (
      <Group>
        <p className={classes.text}>{t("there")}</p>
        <Button variant="default" size="xs" onClick={() => setAnother(true)}>
          {t("another")}
        </Button>
      </Group>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate(value);
  };
  return (
    <form onSubmit={submit}>
      <p className={classes.text}>{t("text")}</p>
      {make.error && <Trouble error={make.error} />}
      <div className={classes.fields}>
        <TextInput
          label={t("name")}
          required
          maxLength={200}
          value={value.name}
          onChange={(event) => draft.set({ ...value, name: event.currentTarget.value })}
        />
        <TextInput
          label={t("id")}
          description={t("idHint")}
          required
          pattern="[a-z0-9][a-z0-9\-]{0,62}"
          value={id}
          onChange={(event) => draft.set({ ...value, id: event.currentTarget.value })}
        />
        <Select
          label={t("timeZone")}
          searchable
          allowDeselect={false}
          data={ZONES}
          value={value.timeZone}
          onChange={(zone) => draft.set({ ...value, timeZone: zone ?? HERE })}
        />
        <TextInput
          label={t("country")}
          description={t("countryHint")}
          maxLength={2}
          value={value.country}
          onChange={(event) => draft.set({ ...value, country: event.currentTarget.value })}
        />
      </div>
      <Button type="submit" loading={make.isPending}>
        {t("make")}
      </Button>
    </form>
  );
}
