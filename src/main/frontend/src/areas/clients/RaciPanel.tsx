import { ActionIcon, Button, Group, Loader, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { Panel } from "../../parts/Panel";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { useWords } from "../../parts/words";
import { has, useSession } from "../../shell/session";
import { DocumentFoot, useDocument } from "./document";
import { gapsQuery } from "./queries";
import classes from "./RaciPanel.module.css";

type Row = Schemas["RaciRow"];
type Party = "client" | "provider";

const LETTERS = ["R", "A", "C", "I"] as const;
const PARTIES: Party[] = ["client", "provider"];

/** Who does what: each function's letters by party, with what is missing beside it. */
export function RaciPanel({ org }: { org: string }) {
  const t = useTranslations("clients.raci");
  const words = useWords();
  const session = useSession();
  const params = { path: { org } };
  const edited = useDocument({
    org,
    document: "raci",
    read: () => body(api.GET("/api/v1/organisations/{org}/raci", { params })),
    contents: (stored) => stored.functions,
    write: (functions: Row[]) =>
      api.PUT("/api/v1/organisations/{org}/raci", { params, body: { functions } }),
  });
  const gaps = useQuery(gapsQuery(org));
  const [own, setOwn] = useState("");
  if (edited.error) {
    return <Trouble error={edited.error} />;
  }
  const rows = edited.contents;
  if (!rows) {
    return <Loader aria-label={t("title")} />;
  }
  const mayEdit = has(session, "admin", "lead");
  const toggle = (row: Row, party: Party, letter: string) =>
    edited.change(
      rows.map((other) =>
        other === row ? { ...row, [party]: flipped(row[party], letter) } : other,
      ),
    );
  return (
    <Panel title={t("title")} tight>
      <p className={classes.text}>{t("text")}</p>
      <div className={classes.scroll}>
        <table className={classes.grid}>
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
            {rows.map((row) => (
              <tr key={row.function}>
                <th scope="row">{words(row.function)}</th>
                {PARTIES.map((party) => (
                  <td key={party}>
                    <fieldset className={classes.letters} disabled={!mayEdit}>
                      <legend className="hear-only">
                        {words(row.function)}, {words(party)}
                      </legend>
                      {LETTERS.map((letter) => (
                        <button
                          key={letter}
                          type="button"
                          aria-pressed={row[party].includes(letter)}
                          aria-label={t(`letters.${letter}`)}
                          title={t(`letters.${letter}`)}
                          onClick={() => toggle(row, party, letter)}
                        >
                          {letter}
                        </button>
                      ))}
                    </fieldset>
                  </td>
                ))}
                <td className={classes.missing}>
                  {missing(row)
                    .map((what) => t(what))
                    .join(", ")}
                  {gaps.data?.items
                    .filter(
                      (gap) =>
                        gap.function === row.function &&
                        gap.missing !== "accountable" &&
                        gap.missing !== "responsible",
                    )
                    .map((gap) => (
                      <Said key={gap.text} text={gap.text} />
                    ))}
                </td>
                {mayEdit && (
                  <td>
                    <ActionIcon
                      size="sm"
                      variant="subtle"
                      color="gray"
                      aria-label={t("remove", { name: words(row.function) })}
                      onClick={() => edited.change(rows.filter((other) => other !== row))}
                    >
                      <IconTrash size={14} />
                    </ActionIcon>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {mayEdit && (
        <Group my="sm" align="flex-end">
          <TextInput
            size="xs"
            label={t("own")}
            placeholder={t("ownExample")}
            value={own}
            onChange={(event) => setOwn(event.currentTarget.value)}
          />
          <Button
            size="xs"
            variant="default"
            disabled={own.trim() === "" || rows.some((row) => row.function === own.trim())}
            onClick={() => {
              edited.change([...rows, { function: own.trim(), client: "", provider: "" }]);
              setOwn("");
            }}
          >
            {t("add")}
          </Button>
        </Group>
      )}
      <DocumentFoot edited={edited} />
    </Panel>
  );
}

/** The letters in their order, with this one or without it. */
function flipped(letters: string, letter: string): string {
  return LETTERS.filter((one) => letters.includes(one) !== (one === letter)).join("");
}

/** What a row leaves open while it is edited; the server says the same when it is kept. */
function missing(row: Row): ("noAccountable" | "noResponsible" | "twoAccountable")[] {
  const accountable = PARTIES.filter((party) => row[party].includes("A")).length;
  const responsible = PARTIES.some((party) => row[party].includes("R"));
  return [
    ...(accountable === 0 ? (["noAccountable"] as const) : []),
    ...(accountable > 1 ? (["twoAccountable"] as const) : []),
    ...(responsible ? [] : (["noResponsible"] as const)),
  ];
}
