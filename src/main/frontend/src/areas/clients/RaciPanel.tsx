import { ActionIcon, Button, Group, Kbd, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconTrash, IconWand } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { NotYet } from "../../parts/NotYet";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { useWords } from "../../parts/words";
import { DocumentFoot, useDocument } from "./document";
import { useFunctionName } from "./functions";
import { useGapText } from "./gap";
import { Intro } from "./Intro";
import { gapsQuery } from "./queries";
import classes from "./RaciPanel.module.css";
import { LETTERS, missing, PARTIES, proposed, type RaciRow, toggled } from "./raci";
import { useGridKeys } from "./useGridKeys";

const FUNCTION = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Who does what: each function's letters by party, with what is missing in its place and what would fill it. */
export function RaciPanel({ org }: { org: string }) {
  const t = useTranslations("clients.raci");
  const edited = useDocument(org, "raci");
  const gaps = useQuery(gapsQuery(org));
  const proposals = useMemo(
    () =>
      new Map(
        gaps.data?.items.flatMap((gap) =>
          gap.kind === "raci" && gap.function && gap.proposal
            ? [[gap.function, gap.proposal as unknown as RaciRow] as const]
            : [],
        ),
      ),
    [gaps.data],
  );
  const rows = edited.contents?.functions;
  if (!rows) {
    return <NotYet error={edited.error} label={t("title")} />;
  }
  const named = new Set(rows.map((row) => row.function));
  const unnamed = [...proposals.keys()]
    .filter((one) => !named.has(one))
    .map((one) => ({ function: one, client: "", provider: "" }));
  const all = [...rows, ...unnamed];
  const open = all.filter((row) => missing(row).length > 0);
  const put = (...changed: RaciRow[]) => {
    const by = new Map(changed.map((row) => [row.function, row]));
    edited.change({
      functions: [
        ...rows.map((row) => by.get(row.function) ?? row),
        ...changed.filter((row) => !named.has(row.function)),
      ],
    });
  };
  const fill = () =>
    put(...open.map((row) => proposed(row, proposals)).filter((row) => row !== null));
  return (
    <Panel
      title={t("title")}
      tight
      aside={
        <Group gap="xs">
          <span className={classes.total} data-open={open.length > 0} aria-live="polite">
            {t("open", { count: open.length })}
          </span>
          {edited.mayEdit && open.length > 1 && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconWand size={14} aria-hidden />}
              onClick={fill}
            >
              {t("fillAll", { count: open.length })}
            </Button>
          )}
        </Group>
      }
    >
      <Intro>{t("text")}</Intro>
      <dl className={classes.legend}>
        {LETTERS.map((letter) => (
          <div key={letter}>
            <dt data-letter={letter}>{letter}</dt>
            <dd>{t(`letters.${letter}`)}</dd>
          </div>
        ))}
      </dl>
      <Grid
        all={all}
        written={named}
        proposals={proposals}
        staffing={gaps.data?.items.filter((gap) => gap.kind !== "raci" && gap.function) ?? []}
        org={org}
        mayEdit={edited.mayEdit}
        put={put}
        remove={(gone) => edited.change({ functions: rows.filter((row) => row !== gone) })}
      />
      {edited.mayEdit && (
        <>
          <p className={classes.keys}>
            <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> <Kbd size="xs">←</Kbd>{" "}
            <Kbd size="xs">→</Kbd> {t("keys.move")} · <Kbd size="xs">R</Kbd> <Kbd size="xs">A</Kbd>{" "}
            <Kbd size="xs">C</Kbd> <Kbd size="xs">I</Kbd> {t("keys.set")} ·{" "}
            <Kbd size="xs">{t("keys.deleteKey")}</Kbd> {t("keys.clear")} · <Kbd size="xs">P</Kbd>{" "}
            {t("keys.accept")}
          </p>
          <OwnFunction
            taken={named}
            onAdd={(name) => put({ function: name, client: "", provider: "" })}
          />
        </>
      )}
      <DocumentFoot edited={edited} />
    </Panel>
  );
}

function Grid({
  all,
  written,
  proposals,
  staffing,
  org,
  mayEdit,
  put,
  remove,
}: {
  all: RaciRow[];
  written: Set<string>;
  proposals: Map<string, RaciRow>;
  staffing: Schemas["Gap"][];
  org: string;
  mayEdit: boolean;
  put: (row: RaciRow) => void;
  remove: (row: RaciRow) => void;
}) {
  const t = useTranslations("clients.raci");
  const words = useWords();
  const functions = useFunctionName();
  const textOf = useGapText();
  const keys = useGridKeys(all.length, PARTIES.length, (rowIndex, column, key) => {
    const row = all[rowIndex];
    const party = PARTIES[column];
    if (!mayEdit || !row || !party) {
      return false;
    }
    const letter = LETTERS.find((one) => one === key.toUpperCase());
    const filled = key === "p" || key === "P" ? proposed(row, proposals) : null;
    if (letter) {
      put(toggled(row, party, letter));
    } else if (key === "Delete" || key === "Backspace") {
      put({ ...row, [party]: "" });
    } else if (filled) {
      put(filled);
    } else {
      return false;
    }
    return true;
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are moved through by arrows
    <table className={classes.grid} role="grid" aria-label={t("title")} aria-readonly={!mayEdit}>
      <thead>
        <tr>
          <th scope="col">{t("function")}</th>
          {PARTIES.map((party) => (
            <th key={party} scope="col">
              {words(party)}
            </th>
          ))}
          <th scope="col">{t("missing")}</th>
        </tr>
      </thead>
      <tbody>
        {all.map((row, rowIndex) => {
          const lacks = missing(row);
          const filled = proposed(row, proposals);
          const name = functions.of(row.function);
          return (
            <tr key={row.function} data-lacks={lacks.length > 0 || undefined}>
              <th scope="row">
                {name}
                {!written.has(row.function) && <small>{t("notNamed")}</small>}
                {!functions.has(row.function) && mayEdit && (
                  <ActionIcon
                    size="sm"
                    variant="subtle"
                    color="gray"
                    aria-label={t("remove", { name })}
                    onClick={() => remove(row)}
                  >
                    <IconTrash size={14} />
                  </ActionIcon>
                )}
              </th>
              {PARTIES.map((party, column) => (
                <td
                  key={party}
                  className={classes.cell}
                  data-party={words(party)}
                  aria-label={`${name}, ${words(party)}: ${
                    [...row[party]].map((letter) => t(`short.${letter as "R"}`)).join(", ") ||
                    t("nothing")
                  }`}
                  {...keys(rowIndex, column)}
                >
                  <span className={classes.letters}>
                    {LETTERS.map((letter) => (
                      <button
                        key={letter}
                        type="button"
                        tabIndex={-1}
                        disabled={!mayEdit}
                        data-letter={letter}
                        aria-pressed={row[party].includes(letter)}
                        aria-label={`${t(`letters.${letter}`)} (${name}, ${words(party)})`}
                        title={t(`letters.${letter}`)}
                        onClick={() => put(toggled(row, party, letter))}
                      >
                        {letter}
                      </button>
                    ))}
                  </span>
                </td>
              ))}
              <td className={classes.missing}>
                {lacks.length > 0 && (
                  <p>
                    <IconAlertTriangle size={14} aria-hidden />{" "}
                    {lacks.map((what) => t(`lacks.${what}`)).join(", ")}
                  </p>
                )}
                {filled && mayEdit && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    leftSection={<IconWand size={12} aria-hidden />}
                    aria-label={`${t("accept", { client: filled.client || "–", provider: filled.provider || "–" })} (${name})`}
                    onClick={() => put(filled)}
                  >
                    {t("accept", {
                      client: filled.client || "–",
                      provider: filled.provider || "–",
                    })}
                  </Button>
                )}
                {staffing
                  .filter((gap) => gap.function === row.function)
                  .map((gap) => (
                    <Link
                      key={gap.text}
                      to={`/clients/${org}?tab=people` as string}
                      className={classes.staffing}
                    >
                      <Said text={textOf(gap)} />
                    </Link>
                  ))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** A function that only this organisation has. */
function OwnFunction({ taken, onAdd }: { taken: Set<string>; onAdd: (name: string) => void }) {
  const t = useTranslations("clients.raci");
  const [own, setOwn] = useState("");
  const id = own.trim().toLowerCase().replaceAll(/\s+/g, "-");
  const wrong =
    id !== "" && !FUNCTION.test(id) ? t("ownWrong") : taken.has(id) ? t("ownTaken") : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAdd(id);
    setOwn("");
  };
  return (
    <form onSubmit={submit}>
      <Group my="sm" gap="xs" align="flex-end">
        <TextInput
          size="xs"
          label={t("own")}
          placeholder={t("ownExample")}
          error={wrong}
          value={own}
          onChange={(event) => setOwn(event.currentTarget.value)}
        />
        <Button
          size="xs"
          type="submit"
          variant="default"
          disabled={id === "" || wrong !== undefined}
        >
          {t("add")}
        </Button>
      </Group>
    </form>
  );
}
