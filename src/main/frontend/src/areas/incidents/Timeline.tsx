import { ActionIcon, Button, Chip, Group, Stack, TextInput } from "@mantine/core";
import { IconPin, IconPinnedFilled, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { api, type Schemas } from "../../api/request";
import { Beyond } from "../../parts/Beyond";
import { foreseen, useChange } from "../../parts/change";
import { useDraft } from "../../parts/draft";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { useTold } from "../../parts/told";
import { At } from "../../parts/When";
import { useWho } from "../../parts/who";
import { useWords } from "../../parts/words";
import { has, useSession } from "../../shell/session";
import { timelineQuery } from "./queries";
import classes from "./Timeline.module.css";
import { useAuthoredHere } from "./useAuthoredHere";

/** An entry with its text as the reader reads it. */
type Entry = Schemas["TimelineEntry"] & { said: string };

/** Everything that happened, newest first, by kind and by words; what is pinned stays on top. */
export function Timeline({ incident }: { incident: Schemas["IncidentView"] }) {
  const t = useTranslations("incidents.timeline");
  const words = useWords();
  const told = useTold(useAuthoredHere(incident.id));
  const session = useSession();
  const timeline = useQuery(timelineQuery(incident.id));
  const [kinds, setKinds] = useState<string[]>([]);
  const [text, setText] = useState("");
  const entries = (timeline.data?.items ?? []).map((entry) => {
    return {
      ...entry,
      said: OF_PEOPLE.includes(entry.kind) ? entry.text : told(entry.text),
    };
  });
  const sought = text.trim().toLowerCase();
  const works = has(session, "responder", "lead", "admin");
  const shown = entries
    .filter((entry) => kinds.length === 0 || kinds.includes(entry.kind))
    .filter(
      (entry) =>
        sought === "" || `${entry.said} ${entry.text} ${entry.by}`.toLowerCase().includes(sought),
    );
  const pinned = shown.filter((entry) => entry.pinned);
  const moved = useRef<string>(undefined);
  return (
    <Panel title={t("title")}>
      {timeline.error && <Trouble error={timeline.error} />}
      {works && <Add incident={incident.id} />}
      <Group mb="sm" gap="xs">
        <TextInput
          size="xs"
          aria-label={t("find")}
          placeholder={t("find")}
          leftSection={<IconSearch size={14} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Chip.Group multiple value={kinds} onChange={setKinds}>
          {[...new Set(entries.map((entry) => entry.kind))].sort().map((kind) => (
            <Chip key={kind} value={kind} size="xs">
              {words(kind)}
            </Chip>
          ))}
        </Chip.Group>
      </Group>
      {pinned.length > 0 && (
        <ol className={classes.entries} aria-label={t("pinned")} data-pinned>
          {pinned.map((entry) => (
            <Shown
              key={entry.id}
              incident={incident.id}
              entry={entry}
              works={works}
              moved={moved}
            />
          ))}
        </ol>
      )}
      <ol className={classes.entries} aria-label={t("title")}>
        {shown
          .filter((entry) => !entry.pinned)
          .map((entry) => (
            <Shown
              key={entry.id}
              incident={incident.id}
              entry={entry}
              works={works}
              moved={moved}
            />
          ))}
      </ol>
      <Beyond page={timeline.data} />
    </Panel>
  );
}

/** Kinds of which people write the whole text: that stays, even where it reads like Cordon's. */
const OF_PEOPLE = ["note", "opened"];

function Shown({
  incident,
  entry,
  works,
  moved,
}: {
  incident: string;
  entry: Entry;
  works: boolean;
  /** Which entry somebody has just moved to the other list, so that their focus goes with it. */
  moved: RefObject<string | undefined>;
}) {
  const t = useTranslations("incidents.timeline");
  const who = useWho();
  const params = { path: { id: incident, entry: entry.id } };
  const putIn = () => api.PUT("/api/v1/incidents/{id}/timeline/{entry}/pin", { params });
  const takeOut = () => api.DELETE("/api/v1/incidents/{id}/timeline/{entry}/pin", { params });
  const pinned = entry.pinned != null;
  const { organisation, person } = useSession();
  const me = `${organisation}/${person}`;
  const pin = useChange<void, unknown>(pinned ? takeOut : putIn, {
    shownBy: ["incident"],
    done: () => t(pinned ? "pinTaken" : "pinPut"),
    undo: pinned ? putIn : takeOut,
    atOnce: foreseen(timelineQuery(incident), (before) => ({
      ...before,
      items: before.items.map((one) =>
        one.id === entry.id
          ? { ...one, pinned: pinned ? null : { by: me, at: new Date().toISOString() } }
          : one,
      ),
    })),
  });
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (moved.current === entry.id) {
      moved.current = undefined;
      button.current?.focus({ preventScroll: true });
    }
  }, [moved, entry.id]);
  return (
    <li data-kind={entry.kind}>
      <At at={entry.at} />
      <div>
        <Said text={entry.said} />
        <span className={classes.by}>
          {who(entry.by)}
          {entry.notedAt && (
            <>
              , {t("noted")} <At at={entry.notedAt} />
            </>
          )}
        </span>
      </div>
      {works && (
        <ActionIcon
          size="sm"
          ref={button}
          variant="subtle"
          color="gray"
          className={classes.pin}
          aria-label={t(pinned ? "unpin" : "pin")}
          aria-pressed={pinned}
          onClick={() => {
            moved.current = entry.id;
            pin.mutate();
          }}
        >
          {pinned ? <IconPinnedFilled size={14} /> : <IconPin size={14} />}
        </ActionIcon>
      )}
    </li>
  );
}

const NEW = { text: "", at: "" };

/** A note of what happened outside: now, or at a time that somebody gives in their own zone. */
function Add({ incident }: { incident: string }) {
  const t = useTranslations("incidents.timeline");
  const draft = useDraft(`note.${incident}`, NEW);
  const { text, at } = draft.value;
  const add = useChange(
    (note: typeof NEW) =>
      api.POST("/api/v1/incidents/{id}/timeline", {
        params: { path: { id: incident } },
        body: { text: note.text, at: note.at === "" ? null : new Date(note.at).toISOString() },
      }),
    { shownBy: ["incident"], after: (_, note) => draft.sent(note) },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(draft.value);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" mb="md">
        {add.error && <Trouble error={add.error} />}
        <Group gap="xs" align="flex-end">
          <TextInput
            size="xs"
            flex={1}
            label={t("note")}
            value={text}
            onChange={(event) => draft.set({ ...draft.value, text: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            type="datetime-local"
            label={t("when")}
            value={at}
            onChange={(event) => draft.set({ ...draft.value, at: event.currentTarget.value })}
          />
          <Button type="submit" size="xs" disabled={text.trim() === ""} loading={add.isPending}>
            {t("add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
