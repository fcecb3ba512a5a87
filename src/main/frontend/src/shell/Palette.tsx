import { Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, body } from "../api/request";
import { spelledOut } from "../parts/revealed";
import { areas, placesOf } from "./area";
import { useSession } from "./session";

const ENOUGH = 2;

/** Everything by its name, from anywhere: places, commands, incidents. */
export function Palette() {
  const t = useTranslations();
  const session = useSession();
  const navigate = useNavigate();
  const [asked, setAsked] = useState("");
  const incidents = useQuery({
    queryKey: ["palette", asked],
    queryFn: () =>
      body(api.GET("/api/v1/incidents", { params: { query: { text: asked, limit: 8 } } })),
    enabled: asked.length >= ENOUGH,
  });
  const places: SpotlightActionData[] = placesOf(session).map((place) => ({
    id: place.to,
    label: t(`${place.area}.${place.name}` as never),
    leftSection: <place.icon size={18} stroke={1.6} aria-hidden />,
    onClick: () => void navigate({ to: place.to }),
  }));
  const commands: SpotlightActionData[] = areas.flatMap((area) =>
    (area.commands ?? [])
      .filter((command) => command.seenBy?.(session) ?? true)
      .map((command) => ({
        id: command.id,
        label: t(`${area.id}.${command.name}` as never),
        leftSection: <command.icon size={18} stroke={1.6} aria-hidden />,
        onClick: () => command.run((to) => void navigate({ to })),
      })),
  );
  const found: SpotlightActionData[] = (incidents.data?.items ?? []).map((incident) => ({
    id: incident.id,
    label: `#${incident.number} ${spelledOut(incident.title)}`,
    description: incident.organisation,
    // What was found by its contents need not have the words in its title.
    keywords: [asked],
    onClick: () => void navigate({ to: `/incidents/${incident.id}` }),
  }));
  return (
    <Spotlight
      actions={[
        { group: t("shell.palette.places"), actions: places },
        { group: t("shell.palette.commands"), actions: commands },
        { group: t("shell.palette.incidents"), actions: found },
      ].filter((group) => group.actions.length > 0)}
      attributes={{ content: { "aria-label": t("shell.search") } }}
      shortcut="mod + K"
      lockScroll={false}
      highlightQuery
      scrollable
      maxHeight={420}
      nothingFound={t("shell.palette.nothing")}
      onQueryChange={setAsked}
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: t("shell.palette.placeholder"),
        "aria-label": t("shell.palette.placeholder"),
      }}
    />
  );
}
