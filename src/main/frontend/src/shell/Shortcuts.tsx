import { Kbd, Modal, Table } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { placesOf } from "./area";
import { useSession } from "./session";

/** A key of the page that is shown now, for the sheet. */
interface Shortcut {
  keys: string;
  name: string;
}

const OPEN = "cordon:shortcuts";
const SEQUENCE_HOLDS = 1_200;

const ofPage = new Map<string, { shortcut: Shortcut; run: () => void }>();

/** Opens the sheet of all keys. */
export function showShortcuts() {
  window.dispatchEvent(new Event(OPEN));
}

/**
 * A key of this page, as long as it is shown: one character, as it is typed. Nothing happens while somebody types
 * into a field or a dialog is open.
 */
export function useShortcut(keys: string, name: string, run: () => void) {
  useEffect(() => {
    ofPage.set(keys, { shortcut: { keys, name }, run });
    return () => {
      ofPage.delete(keys);
    };
  }, [keys, name, run]);
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return (
    target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    document.querySelector("[role=dialog]") !== null
  );
}

/** Hears the keys of the house and of the page, and shows them on a sheet at `?`. */
export function Shortcuts() {
  const t = useTranslations();
  const session = useSession();
  const navigate = useNavigate();
  const [opened, setOpened] = useState(false);
  const places = placesOf(session);

  useEffect(() => {
    const open = () => setOpened(true);
    window.addEventListener(OPEN, open);
    return () => window.removeEventListener(OPEN, open);
  }, []);

  useEffect(() => {
    let led = 0;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) {
        return;
      }
      if (Date.now() - led < SEQUENCE_HOLDS) {
        led = 0;
        const place = places.find((candidate) => candidate.key === event.key);
        if (place) {
          event.preventDefault();
          void navigate({ to: place.to });
        }
        return;
      }
      if (event.key === "g") {
        led = Date.now();
      } else if (event.key === "?") {
        setOpened(true);
      } else {
        const known = ofPage.get(event.key);
        if (known) {
          event.preventDefault();
          known.run();
        }
      }
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [places, navigate]);

  const everywhere: Shortcut[] = [
    { keys: t("shell.searchKey"), name: t("shell.search") },
    { keys: "?", name: t("shell.shortcuts.title") },
    ...places.map((place) => ({
      keys: `g ${place.key}`,
      name: t(`${place.area}.${place.name}` as never),
    })),
  ];
  const here = [...ofPage.values()].map(({ shortcut }) => shortcut);
  return (
    <Modal opened={opened} onClose={() => setOpened(false)} title={t("shell.shortcuts.title")}>
      {here.length > 0 && <Sheet heading={t("shell.shortcuts.here")} shortcuts={here} />}
      <Sheet heading={t("shell.shortcuts.everywhere")} shortcuts={everywhere} />
    </Modal>
  );
}

function Sheet({ heading, shortcuts }: { heading: string; shortcuts: Shortcut[] }) {
  return (
    <Table captionSide="top" mb="md">
      <Table.Caption>{heading}</Table.Caption>
      <Table.Tbody>
        {shortcuts.map(({ keys, name }) => (
          <Table.Tr key={keys}>
            <Table.Td>{name}</Table.Td>
            <Table.Td ta="right">
              {keys.split(" ").map((key) => (
                <Kbd key={key} ml={4}>
                  {key}
                </Kbd>
              ))}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
