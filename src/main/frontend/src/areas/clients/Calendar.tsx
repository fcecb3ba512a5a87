import { ActionIcon, Button, Group, Select, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { NotYet } from "../../parts/NotYet";
import { Panel } from "../../parts/Panel";
import classes from "./Agreed.module.css";
import { zones } from "./countries";
import { DocumentFoot, useDocument } from "./document";
import type { Documents } from "./documents";
import { Intro } from "./Intro";
import { LocalTime } from "./LocalTime";
import { DAYS, useDays } from "./useDays";

type Calendar = Documents["calendar"];
type Stretch = { from: string; to: string };

/** When the client's people are at work: the hours that “business” means everywhere. */
export function CalendarPanel({ org }: { org: string }) {
  const t = useTranslations("clients.calendar");
  const days = useDays();
  const everyZone = useMemo(zones, []);
  const edited = useDocument(org, "calendar");
  const calendar = edited.contents;
  if (!calendar) {
    return <NotYet error={edited.error} label={t("title")} />;
  }
  const put = (part: Partial<Calendar>) => edited.change({ ...calendar, ...part });
  const hoursOf = (day: string) => (calendar.hours[day] ?? []) as unknown as Stretch[];
  const putHours = (day: string, stretches: Stretch[]) => {
    const { [day]: _, ...others } = calendar.hours;
    const hours = stretches.length === 0 ? others : { ...others, [day]: stretches };
    // In the order of the week, so that what comes back is the same.
    put({
      hours: Object.fromEntries(
        DAYS.flatMap((one) => (one in hours ? [[one, hours[one as keyof typeof hours]]] : [])),
      ) as unknown as Calendar["hours"],
    });
  };
  const readOnly = !edited.mayEdit;
  return (
    <Panel title={t("title")} tight>
      <Intro>{t("text")}</Intro>
      <Select
        size="xs"
        maw="20rem"
        mb="sm"
        label={t("zone")}
        description={
          <>
            {t("now")} <LocalTime zone={calendar.timeZone} />
          </>
        }
        searchable
        readOnly={readOnly}
        allowDeselect={false}
        limit={60}
        data={everyZone}
        value={calendar.timeZone}
        onChange={(timeZone) => timeZone !== null && put({ timeZone })}
      />
      {DAYS.map((day) => {
        const stretches = hoursOf(day);
        const set = (index: number, part: Partial<Stretch>) =>
          putHours(
            day,
            stretches.map((one, position) => (position === index ? { ...one, ...part } : one)),
          );
        return (
          <div key={day} className={classes.day}>
            <h3>{days.long(day)}</h3>
            <Group gap="xs">
              {stretches.length === 0 && <span className={classes.off}>{t("off")}</span>}
              {stretches.map((stretch, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place in the day
                <Group key={index} gap={4} wrap="nowrap">
                  <TextInput
                    size="xs"
                    type="time"
                    readOnly={readOnly}
                    aria-label={t("from", { day: days.long(day), number: index + 1 })}
                    value={stretch.from}
                    onChange={(event) => set(index, { from: event.currentTarget.value })}
                  />
                  –
                  <TextInput
                    size="xs"
                    type="time"
                    readOnly={readOnly}
                    aria-label={t("to", { day: days.long(day), number: index + 1 })}
                    value={stretch.to}
                    onChange={(event) => set(index, { to: event.currentTarget.value })}
                  />
                  {!readOnly && (
                    <ActionIcon
                      size="sm"
                      variant="subtle"
                      color="gray"
                      aria-label={t("removeHours", { day: days.long(day), number: index + 1 })}
                      onClick={() =>
                        putHours(
                          day,
                          stretches.filter((_, position) => position !== index),
                        )
                      }
                    >
                      <IconTrash size={14} />
                    </ActionIcon>
                  )}
                </Group>
              ))}
              {!readOnly && (
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  aria-label={t("addHours", { day: days.long(day) })}
                  onClick={() =>
                    putHours(day, [
                      ...stretches,
                      stretches.length === 0
                        ? { from: "08:00", to: "18:00" }
                        : { from: stretches.at(-1)?.to ?? "18:00", to: "20:00" },
                    ])
                  }
                >
                  <IconPlus size={14} />
                </ActionIcon>
              )}
            </Group>
          </div>
        );
      })}
      <h3 className={classes.sub}>{t("holidays")}</h3>
      {calendar.holidays.length === 0 && <p className={classes.off}>{t("noHolidays")}</p>}
      {calendar.holidays.map((holiday, index) => {
        const set = (part: Partial<typeof holiday>) =>
          put({
            holidays: calendar.holidays.map((one, position) =>
              position === index ? { ...one, ...part } : one,
            ),
          });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a holiday that is typed has no date yet
          <Group key={index} gap="xs" mb={4} wrap="nowrap">
            <TextInput
              size="xs"
              type="date"
              readOnly={readOnly}
              aria-label={t("date", { number: index + 1 })}
              value={holiday.date}
              onChange={(event) => set({ date: event.currentTarget.value })}
            />
            <TextInput
              size="xs"
              flex={1}
              maw="22rem"
              readOnly={readOnly}
              aria-label={t("dateName", { number: index + 1 })}
              placeholder={t("dateExample")}
              value={holiday.name ?? ""}
              onChange={(event) => set({ name: event.currentTarget.value || null })}
            />
            {!readOnly && (
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t("removeHoliday", { number: index + 1 })}
                onClick={() =>
                  put({
                    holidays: calendar.holidays.filter((_, position) => position !== index),
                  })
                }
              >
                <IconTrash size={14} />
              </ActionIcon>
            )}
          </Group>
        );
      })}
      {!readOnly && (
        <Button
          size="xs"
          variant="default"
          my="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => put({ holidays: [...calendar.holidays, { date: "", name: null }] })}
        >
          {t("addHoliday")}
        </Button>
      )}
      <DocumentFoot edited={edited} />
    </Panel>
  );
}
