import { Autocomplete } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import { useTyped } from "../parts/typed";
import { useShortcut } from "../shell/Shortcuts";
import { lastWord } from "./query";
import type { Facet } from "./queue";

const MOST = 12;

/** The line that says what to show; it completes keys, and the values that there are. */
export function QueryLine({
  line,
  keys,
  facets,
  onChange,
}: {
  line: string;
  keys: readonly string[];
  facets: Facet[];
  onChange: (line: string) => void;
}) {
  const t = useTranslations("queue");
  const [typed, setTyped] = useTyped(line, onChange);
  const input = useRef<HTMLInputElement>(null);
  useShortcut("/", t("focusLine"), () => input.current?.focus());
  return (
    <Autocomplete
      ref={input}
      aria-label={t("line")}
      placeholder={t("example")}
      leftSection={<IconFilter size={16} aria-hidden />}
      data={completions(typed, keys, facets)}
      filter={({ options }) => options}
      value={typed}
      onChange={setTyped}
      clearable
    />
  );
}

function completions(line: string, keys: readonly string[], facets: Facet[]): string[] {
  const { before, word } = lastWord(line);
  const colon = word.indexOf(":");
  if (colon < 0) {
    return word === ""
      ? []
      : keys.filter((key) => key.startsWith(word)).map((key) => `${before}${key}:`);
  }
  const key = word.slice(0, colon);
  const values = word.slice(colon + 1).split(",");
  const begun = values.at(-1) ?? "";
  const facet = facets.find((candidate) => candidate.key === key);
  const done = values.slice(0, -1);
  return (facet?.values ?? [])
    .map(({ value }) => value)
    .filter((value) => value.startsWith(begun) && !done.includes(value))
    .slice(0, MOST)
    .map((value) => `${before}${key}:${[...done, value].join(",")}`);
}
