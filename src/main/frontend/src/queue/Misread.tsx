import { useTranslations } from "use-intl";
import classes from "./Misread.module.css";
import { type Slip, slips } from "./query";
import type { Facet } from "./queue";

/** Values that the interface fixes; whatever else a facet has is only what is there now. */
const FIXED: Record<string, readonly string[]> = {
  severity: ["critical", "high", "medium", "low", "informational"],
  status: ["open", "contained", "resolved", "closed"],
  party: ["client", "provider", "none"],
  disposition: ["incident", "triage", "log", "suppressed"],
  acknowledged: ["true", "false"],
  contained: ["true", "false"],
  resolved: ["true", "false"],
  automatic: ["true", "false"],
  late: ["true", "false"],
  examples: ["true", "false"],
};

/** Says which word of the line is no filter, what there is, and what was perhaps meant. */
export function Misread({
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
  const t = useTranslations("queue.misread");
  const found = slips(line, keys, (key) => FIXED[key]);
  if (found.length === 0) {
    return null;
  }
  const there = ({ kind, key }: Slip) =>
    kind === "key"
      ? keys
      : (FIXED[key ?? ""] ??
        facets.find((facet) => facet.key === key)?.values.map(({ value }) => value) ??
        []);
  return (
    <div role="status" className={classes.misread}>
      {found.map((slip) => (
        <p key={slip.word}>
          {t(slip.kind, { word: slip.word, there: there(slip).join(", ") })}{" "}
          {slip.meant && (
            <button
              type="button"
              onClick={() => onChange(line.replace(slip.word, () => slip.meant ?? ""))}
            >
              {t("meant", { word: slip.meant })}
            </button>
          )}
        </p>
      ))}
    </div>
  );
}
