import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { IconBolt, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { api, body } from "../api/request";
import { useExamples } from "../parts/examples";
import { organisationsQuery } from "../parts/organisations";
import { spelledOut } from "../parts/revealed";
import { areas, placesOf } from "./area";
import { runDeed, useDeedsOfPage } from "./deeds";
import { useSession } from "./session";

const ENOUGH = 2;
const MOST = 8;
/** So long after the last key is asked what it means: milliseconds. */
const SETTLES = 150;

/** Everything by its name, from anywhere: what the page offers, places, commands, incidents, alerts, clients and their stop. */
export function Palette() {
  const t = useTranslations();
  const session = useSession();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed.trim(), SETTLES);
  const search = { enabled: asked.length >= ENOUGH };
  const { wanted: withExamples, isShown } = useExamples();
  const leftOut = withExamples ? {} : { examples: "false" as const };
  const incidents = useQuery({
    ...search,
    queryKey: ["palette", "incidents", asked, withExamples],
    queryFn: () =>
      body(
        api.GET("/api/v1/incidents", {
          params: { query: { text: asked, limit: MOST, ...leftOut } },
        }),
      ),
  });
  const alerts = useQuery({
    ...search,
    queryKey: ["palette", "alerts", asked, withExamples],
    queryFn: () =>
      body(
        api.GET("/api/v1/alerts", {
          params: { query: { text: asked, raw: "false", limit: MOST, ...leftOut } },
        }),
      ),
  });
  const clients = useQuery({ ...organisationsQuery, ...search });
  const asking = asked !== typed.trim() || incidents.isFetching || alerts.isFetching;
  const ofPage: SpotlightActionData[] = useDeedsOfPage().map(({ id, name }) => ({
    id: `deed ${id}`,
    label: name,
    leftSection: <IconBolt size={18} stroke={1.6} aria-hidden />,
    onClick: () => runDeed(id),
  }));
  const line = useRef<HTMLInputElement>(null);
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
  const nameOf = (id: string) =>
    spelledOut(clients.data?.items.find((one) => one.id === id)?.name ?? id);
  // NB: all at once. The first is chosen, and what came before it would stay chosen.
  const known = !incidents.isLoading && !alerts.isLoading;
  const foundIncidents = known ? (incidents.data?.items ?? []) : [];
  const foundAlerts = known ? (alerts.data?.items ?? []) : [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list chooses its first row when words are typed, and what they find comes later
  useEffect(() => {
    if (!document.querySelector("[data-action][data-selected]")) {
      line.current?.dispatchEvent(
        new KeyboardEvent("keydown", { code: "ArrowDown", bubbles: true }),
      );
    }
  }, [known, asked, clients.data]);
  const found: SpotlightActionData[] = foundIncidents.map((incident) => ({
    id: incident.id,
    label: `#${incident.number} ${spelledOut(incident.title)}`,
    description: nameOf(incident.organisation),
    // What was found by its contents need not have the words in its title.
    keywords: [asked],
    onClick: () => void navigate({ to: `/incidents/${incident.id}` }),
  }));
  const ofAlerts: SpotlightActionData[] = foundAlerts.map((alert) => ({
    id: alert.id,
    label: spelledOut(alert.title),
    description: `${nameOf(alert.organisation)} · ${alert.source}`,
    keywords: [asked],
    onClick: () => void navigate({ to: `/alerts/${alert.id}` }),
  }));
  const ofClients: SpotlightActionData[] = (clients.data?.items ?? [])
    .filter(({ id }) => isShown(id))
    .flatMap(({ id, name }) => {
      const there = () => void navigate({ to: `/clients/${id}` });
      const stop = () => void navigate({ to: `/clients/${id}`, search: { ask: "stop" } as never });
      const said = spelledOut(name);
      return [
        { id: `client ${id}`, label: said, description: id, onClick: there },
        { id: `stop ${id}`, label: t("shell.palette.stop", { name: said }), onClick: stop },
      ];
    });
  return (
    <Spotlight
      actions={[
        { group: t("shell.palette.page"), actions: ofPage },
        { group: t("shell.palette.places"), actions: places },
        { group: t("shell.palette.commands"), actions: commands },
        { group: t("shell.palette.incidents"), actions: found },
        { group: t("shell.palette.alerts"), actions: ofAlerts },
        { group: t("shell.palette.clients"), actions: ofClients },
      ].filter((group) => group.actions.length > 0)}
      attributes={{ content: { "aria-label": t("shell.search") } }}
      shortcut="mod + K"
      lockScroll={false}
      highlightQuery
      scrollable
      maxHeight={420}
      nothingFound={t(asking ? "shell.palette.asking" : "shell.palette.nothing")}
      onQueryChange={setTyped}
      searchProps={{
        ref: line,
        leftSection: <IconSearch size={18} />,
        placeholder: t("shell.palette.placeholder"),
        "aria-label": t("shell.palette.placeholder"),
      }}
    />
  );
}
