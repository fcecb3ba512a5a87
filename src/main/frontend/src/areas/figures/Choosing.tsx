import { Select, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { OrganisationSelect } from "../../parts/organisations";
import classes from "./FiguresPage.module.css";
import { dayOf, SPANS, type Wanted } from "./span";

const OWN = "own";

/** Of which span and which client; it stands in the address, so that it can be kept and sent on. */
export function Choosing({ asked, severalClients }: { asked: Wanted; severalClients: boolean }) {
  const t = useTranslations("figures");
  const navigate = useNavigate();
  const ask = (next: Partial<Record<keyof Wanted, string | number | undefined>>) => {
    const kept = asked.from
      ? { from: asked.from, to: asked.to, client: asked.client, examples: asked.examples }
      : { days: asked.days, client: asked.client, examples: asked.examples };
    void navigate({ to: ".", search: { ...kept, ...next } as never, replace: true });
  };
  const chooseSpan = (value: string | null) => {
    if (value === OWN) {
      const today = new Date();
      const first = new Date(today.getFullYear(), today.getMonth(), 1);
      ask({ days: undefined, from: dayOf(first), to: dayOf(today) });
    } else {
      ask({ days: Number(value), from: undefined, to: undefined });
    }
  };
  return (
    <div className={classes.choosing}>
      <Select
        aria-label={t("span")}
        data={[
          ...SPANS.map((days) => ({ value: String(days), label: t("days", { days }) })),
          { value: OWN, label: t("ownSpan") },
        ]}
        allowDeselect={false}
        value={asked.from ? OWN : String(asked.days)}
        onChange={chooseSpan}
      />
      {asked.from && (
        <>
          <TextInput
            type="date"
            aria-label={t("from")}
            value={asked.from}
            max={asked.to}
            onChange={({ currentTarget: { value } }) => value && ask({ from: value })}
          />
          <TextInput
            type="date"
            aria-label={t("until")}
            value={asked.to}
            min={asked.from}
            onChange={({ currentTarget: { value } }) => value && ask({ to: value })}
          />
        </>
      )}
      {severalClients && (
        <OrganisationSelect
          label={t("client")}
          all={t("allClients")}
          value={asked.client ?? null}
          onChange={(client) => ask({ client: client ?? undefined })}
        />
      )}
    </div>
  );
}
