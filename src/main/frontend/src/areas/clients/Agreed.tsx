import { Checkbox, Stack, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { Empty } from "../../parts/Empty";
import { NotYet } from "../../parts/NotYet";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Severity } from "../../parts/Severity";
import { At } from "../../parts/When";
import { useWords } from "../../parts/words";
import classes from "./Agreed.module.css";
import { DocumentFoot, useDocument } from "./document";
import { Intro } from "./Intro";
import { LocalTime } from "./LocalTime";
import { queryOptionsOfPeople } from "./people";
import { useDays } from "./useDays";

/** What was promised, and on which clock. */
export function ServiceLevels({ org }: { org: string }) {
  const t = useTranslations("clients.levels");
  const words = useWords();
  const minutes = useMinutes();
  const edited = useDocument(org, "service-levels");
  if (!edited.contents) {
    return <NotYet error={edited.error} label={t("title")} />;
  }
  return (
    <Panel title={t("title")} tight>
      <Intro>{t("text")}</Intro>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard too */}
      <section className={classes.scroll} tabIndex={0} aria-label={t("title")}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("severity")}</Table.Th>
              {(["notify", "acknowledge", "contain", "resolve"] as const).map((what) => (
                <Table.Th key={what}>{t(what)}</Table.Th>
              ))}
              <Table.Th>{t("clock")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {edited.contents.levels.map((level) => (
              <Table.Tr key={level.severity}>
                <Table.Td>
                  <Severity severity={level.severity} />
                </Table.Td>
                <Table.Td>{minutes(level.notify ?? 0, level.clock)}</Table.Td>
                <Table.Td>{minutes(level.acknowledge, level.clock)}</Table.Td>
                <Table.Td>{minutes(level.contain, level.clock)}</Table.Td>
                <Table.Td>{minutes(level.resolve, level.clock)}</Table.Td>
                <Table.Td>
                  {t.has(`clocks.${level.clock}` as never)
                    ? t(`clocks.${level.clock}` as "clocks.always")
                    : words(level.clock)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      <DocumentFoot edited={edited} />
    </Panel>
  );
}

/** Minutes as people say them, by their two largest units. A day of working hours has no certain length. */
function useMinutes(): (minutes: number, clock: string) => string {
  const format = useFormatter();
  const unit = (value: number, of: "day" | "hour" | "minute") =>
    format.number(value, { style: "unit", unit: of, unitDisplay: "short" });
  return (minutes, clock) => {
    const days = clock === "business" ? 0 : Math.floor(minutes / 1440);
    const hours = Math.floor((minutes - days * 1440) / 60);
    const rest = minutes % 60;
    const parts = [
      ...(days > 0 ? [unit(days, "day")] : []),
      ...(hours > 0 ? [unit(hours, "hour")] : []),
      ...(rest > 0 || minutes === 0 ? [unit(rest, "minute")] : []),
    ];
    return parts.slice(0, 2).join(" ");
  };
}

/** Who is called when, in which order. */
export function OnCallPanel({ org }: { org: string }) {
  const t = useTranslations("clients.onCall");
  const words = useWords();
  const days = useDays();
  const edited = useDocument(org, "on-call");
  const people = useQuery(queryOptionsOfPeople(org));
  if (!edited.contents) {
    return <NotYet error={edited.error} label={t("title")} />;
  }
  const called = (id: string) => people.data?.people.find((person) => person.id === id)?.name ?? id;
  return (
    <Panel title={t("title")} tight>
      <Intro>{t("text")}</Intro>
      {edited.contents.rotations.length === 0 && <Empty title={t("none")}>{t("noneText")}</Empty>}
      {edited.contents.rotations.map((rotation, number) => (
        <section
          // biome-ignore lint/suspicious/noArrayIndexKey: a party may have several, which have no name
          key={number}
          className={classes.rotation}
        >
          <h3>
            {words(rotation.party)}{" "}
            <small>
              {rotation.timeZone} (<LocalTime zone={rotation.timeZone} />)
            </small>
          </h3>
          <ol className={classes.shifts}>
            {rotation.shifts.map((shift, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <li key={index}>
                <span className={classes.order}>{shift.order}</span>
                <strong>
                  <Said text={called(shift.person)} />
                </strong>
                <span>
                  {shift.days.length === 0
                    ? t("everyDay")
                    : shift.days.map((day) => days.short(day)).join(", ")}
                  , {time(shift.from)}–{time(shift.to)}
                  {(shift.starts || shift.ends) &&
                    ` (${t("span", { from: shift.starts ?? "…", to: shift.ends ?? "…" })})`}
                </span>
              </li>
            ))}
          </ol>
          {(rotation.overrides ?? []).length > 0 && (
            <>
              <h4>{t("overrides")}</h4>
              <ul className={classes.shifts}>
                {rotation.overrides.map((override) => (
                  <li key={override.person + override.from}>
                    <span className={classes.order}>{override.order}</span>
                    <strong>
                      <Said text={called(override.person)} />
                    </strong>
                    <span>
                      <At at={override.from} /> – <At at={override.to} />
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      ))}
      <DocumentFoot edited={edited} />
    </Panel>
  );
}

function time(of: unknown): string {
  return String(of).slice(0, 5);
}

/** The duties to notify whose clocks are known. */
const REGIMES = [
  "gdpr",
  "nis2",
  "ndb",
  "apra-cps-234",
  "au-ransomware-payment",
  "hipaa",
  "pci-dss",
  "sec-8k",
  "circia",
  "dfars",
] as const;

/** Which duties to notify apply to the client. */
export function RegimesPanel({ org }: { org: string }) {
  const t = useTranslations("clients.regimes");
  const edited = useDocument(org, "regimes");
  const chosen = edited.contents?.regimes;
  if (!chosen) {
    return <NotYet error={edited.error} label={t("title")} />;
  }
  const own = chosen.filter((one) => !(REGIMES as readonly string[]).includes(one));
  return (
    <Panel title={t("title")} tight>
      <Intro>{t("text")}</Intro>
      <Stack gap="sm" mb="sm">
        {[...REGIMES, ...own].map((regime) => (
          <Checkbox
            key={regime}
            label={
              t.has(`names.${regime}` as never) ? t(`names.${regime}` as "names.gdpr") : regime
            }
            description={
              t.has(`about.${regime}` as never)
                ? t(`about.${regime}` as "about.gdpr")
                : t("unknown")
            }
            checked={chosen.includes(regime)}
            disabled={!edited.mayEdit}
            onChange={(event) =>
              edited.change({
                regimes: event.currentTarget.checked
                  ? [...chosen, regime]
                  : chosen.filter((one) => one !== regime),
              })
            }
          />
        ))}
      </Stack>
      <DocumentFoot edited={edited} />
    </Panel>
  );
}
