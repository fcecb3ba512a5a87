import { useFormatter, useTranslations } from "use-intl";
import { useOrganisationName } from "../parts/ClientName";
import { spelledOut } from "../parts/revealed";
import { useWords } from "../parts/words";
import classes from "./FacetList.module.css";
import type { Query } from "./query";
import type { Facet } from "./queue";

const SHOWN = 8;

/** What there is to filter by, with how many rows each would leave. */
export function FacetList({
  facets,
  query,
  onToggle,
}: {
  facets: Facet[];
  query: Query;
  onToggle: (key: string, value: string) => void;
}) {
  const t = useTranslations("queue");
  const words = useWords();
  const format = useFormatter();
  const nameOf = useOrganisationName();
  const named = (key: string, value: string) =>
    key === "client"
      ? spelledOut(nameOf(value))
      : value === "true" || value === "false"
        ? t(value)
        : words(value);
  return (
    <aside className={classes.facets} aria-label={t("facets")}>
      {facets
        .filter((facet) => facet.values.length > 0)
        .map((facet) => (
          <fieldset key={facet.key}>
            <legend>
              {t.has(`keys.${facet.key}` as never) ? t(`keys.${facet.key}` as never) : facet.key}
            </legend>
            {facet.values.slice(0, SHOWN).map(({ value, count }) => {
              const on = query.filters[facet.key]?.includes(value) ?? false;
              return (
                <button
                  key={value}
                  type="button"
                  aria-pressed={on}
                  onClick={() => onToggle(facet.key, value)}
                >
                  <span title={named(facet.key, value)}>{named(facet.key, value)}</span>
                  <small>{format.number(count, { notation: "compact" })}</small>
                </button>
              );
            })}
          </fieldset>
        ))}
    </aside>
  );
}
