import { useMemo } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Drawn } from "../../charts/Drawn";
import { AsTable } from "../../charts/Numbers";
import { Panel } from "../../parts/Panel";
import type { SeverityCode } from "../../parts/Severity";
import { useWords } from "../../parts/words";
import { Lead, useLead } from "./Lead";
import { stacked } from "./options";
import type { Figures } from "./queries";

const AGES = ["under-1h", "under-4h", "under-1d", "under-1w", "older"] as const;
export const SEVERITIES: readonly SeverityCode[] = [
  "critical",
  "high",
  "medium",
  "low",
  "informational",
];

/** How long what is open has been so. */
export function Ageing({ figures }: { figures: Figures }) {
  const t = useTranslations("figures");
  const words = useWords();
  const format = useFormatter();
  const lead = useLead();
  const { open } = figures;
  const severities = SEVERITIES.filter((severity) =>
    open.some((each) => each.severity === severity),
  );
  const at = (age: string, severity: string) =>
    open.find((each) => each.age === age && each.severity === severity);
  // biome-ignore lint/correctness/useExhaustiveDependencies: all else follows from these
  const option = useMemo(
    () =>
      stacked({
        rows: AGES.map((age) => t(`ages.${age}`)),
        parts: severities.map((severity) => ({
          code: severity,
          name: words(severity),
          counts: AGES.map((age) => at(age, severity)?.count ?? 0),
        })),
        number: (value) => format.number(value, { notation: "compact" }),
      }),
    [open, format],
  );
  return (
    <Panel title={t("ageing")}>
      {open.length === 0 ? (
        <p>{t("noneOpen")}</p>
      ) : (
        <>
          <Drawn
            option={option}
            height={220}
            name={t("ageing")}
            onChoose={(index, series) => {
              lead("incidents", at(AGES[index] ?? "", severities[series] ?? "")?.filter);
            }}
          />
          <AsTable
            short
            caption={t("ageing")}
            columns={[t("age"), ...severities.map(words)]}
            rows={AGES.map((age) => ({
              key: age,
              name: t(`ages.${age}`),
              cells: severities.map((severity) => {
                const found = at(age, severity);
                return found ? (
                  <Lead key={severity} list="incidents" filter={found.filter}>
                    {format.number(found.count)}
                  </Lead>
                ) : (
                  "0"
                );
              }),
            }))}
          />
        </>
      )}
    </Panel>
  );
}
