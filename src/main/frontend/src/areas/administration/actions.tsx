import { MultiSelect } from "@mantine/core";
import { useMessages, useTranslations } from "use-intl";
import classes from "./Administration.module.css";

/** What the trail says was done, in words; the code itself where the pages have none for it. */
export function useActionWords(): (code: string) => string {
  const t = useTranslations("administration.audit.actions");
  return (code) => (t.has(code as never) ? t(code as never) : code);
}

/** Chooses actions of the trail, found by their words or their codes; as the interface takes them, by commas. */
export function ActionSelect({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const t = useTranslations("administration.audit");
  const words = useActionWords();
  const known = Object.keys(useMessages().administration.audit.actions);
  const chosen = (value ?? "").split(",").filter((code) => code !== "");
  const options = [...new Set([...known, ...chosen])]
    .map((code) => ({ value: code, label: words(code) }))
    .sort((one, other) => one.label.localeCompare(other.label));
  return (
    <MultiSelect
      size="sm"
      className={classes.actions}
      label={label}
      placeholder={chosen.length === 0 ? t("anything") : undefined}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("anything") }}
      hidePickedOptions
      selectFirstOptionOnChange
      nothingFoundMessage={t("noAction")}
      data={options}
      filter={({ options: all, search }) => {
        const wanted = search.trim().toLowerCase();
        return all.filter(
          (option) =>
            "value" in option &&
            (option.value.includes(wanted) || option.label.toLowerCase().includes(wanted)),
        );
      }}
      renderOption={({ option }) => (
        <div>
          {option.label}
          {option.label !== option.value && <div className={classes.action}>{option.value}</div>}
        </div>
      )}
      value={chosen}
      onChange={(next) => onChange(next.length === 0 ? undefined : next.join(","))}
    />
  );
}
