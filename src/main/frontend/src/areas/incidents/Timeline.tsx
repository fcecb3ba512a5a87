import { Chip, Group, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import { useWho } from "../../parts/who";
import { useWords } from "../../parts/words";
import { timelineQuery } from "./queries";
import classes from "./Timeline.module.css";

/** Everything that happened, newest first, by kind and by words. */
export function Timeline({ incident }: { incident: Schemas["IncidentView"] }) {
  const t = useTranslations("incidents.timeline");
  const words = useWords();
  const who = useWho();
  const timeline = useQuery(timelineQuery(incident.id));
  const [kinds, setKinds] = useState<string[]>([]);
  const [text, setText] = useState("");
  const entries = timeline.data?.items ?? [];
  const sought = text.trim().toLowerCase();
  const shown = entries
    .filter((entry) => kinds.length === 0 || kinds.includes(entry.kind))
    .filter((entry) => sought === "" || `${entry.text} ${entry.by}`.toLowerCase().includes(sought))
    .reverse();
  return (
    <Panel title={t("title")}>
      {timeline.error && <Trouble error={timeline.error} />}
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
      <ol className={classes.entries}>
        {shown.map((entry) => (
          <li key={entry.id} data-kind={entry.kind}>
            <At at={entry.at} />
            <div>
              <Said text={entry.text} />
              <span className={classes.by}>{who(entry.by)}</span>
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
