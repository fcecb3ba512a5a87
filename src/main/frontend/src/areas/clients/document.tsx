import { Button, Group, Kbd } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useDeferredValue, useMemo } from "react";
import { useTranslations } from "use-intl";
import { Refusal } from "../../api/request";
import { useChange } from "../../parts/change";
import { useDraft } from "../../parts/draft";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import { useWho } from "../../parts/who";
import { has, useSession } from "../../shell/session";
import { Changes } from "./Changes";
import { difference, type RowChange, together } from "./difference";
import classes from "./document.module.css";
import {
  contentsOf,
  type DocumentName,
  type Documents,
  listOf,
  read,
  readVersion,
  rowsOf,
  type Stored,
  write,
} from "./documents";

/** What somebody is about to make of a document, and of which version; that one is kept where no version has it. */
interface Draft<D extends DocumentName> {
  version: number;
  contents: Documents[D];
  basis?: Documents[D];
}

/** A document of the contract while somebody edits it: as it is kept, and as they would have it. */
export interface Edited<D extends DocumentName> {
  document: D;
  org: string;
  stored: Stored<D> | undefined;
  contents: Documents[D] | undefined;
  error: Error | null;
  mayEdit: boolean;
  change: (contents: Documents[D]) => void;
  changed: boolean;
  /** What saving would change. */
  changes: RowChange[];
  forget: () => void;
  save: () => void;
  saving: boolean;
  refusal: Error | null;
  /** What somebody else has made since this editing began; null where nobody has. */
  overtaken: Overtaken | null;
}

interface Overtaken {
  theirs: RowChange[] | undefined;
  /** Rows that both changed. */
  both: string[];
  /** Goes on with theirs and our changes upon it. */
  goOn: (() => void) | undefined;
}

/** Reads a document, keeps what is typed until it is taken, and notices where somebody else was faster. */
export function useDocument<D extends DocumentName>(org: string, document: D): Edited<D> {
  const t = useTranslations("clients.document");
  const session = useSession();
  const queries = useQueryClient();
  const queryKey = ["organisation", org, document];
  const stored = useQuery({ queryKey, queryFn: () => read(org, document) });
  const draft = useDraft<Draft<D> | null>(`document.${org}.${document}`, null);
  const kept = draft.value;
  const save = useChange(
    async (asked: Draft<D>) => {
      try {
        return await write(org, document, asked.contents, asked.version);
      } catch (refusal) {
        if (refusal instanceof Refusal && refusal.status === 412) {
          await queries.invalidateQueries({ queryKey });
        }
        throw refusal;
      }
    },
    {
      shownBy: ["organisation", "gaps"],
      done: () => t("saved"),
      // What was changed meanwhile is upon the version that was just made.
      after: (_, asked) =>
        draft.sent(asked, (newer) => newer && { ...newer, version: asked.version + 1 }),
    },
  );
  // While saving, the version that stands may already be ours.
  const behind =
    !save.isPending &&
    kept !== null &&
    stored.data !== undefined &&
    kept.version !== stored.data.version;
  const basis = useQuery({
    queryKey: ["organisation", org, "version", document, kept?.version ?? 0],
    queryFn: () =>
      kept?.basis ? kept.basis : readVersion(org, document, kept?.version ?? 0).then(contentsOf),
    enabled: behind,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const standing = stored.data;
  const now = useMemo(() => stored.data && contentsOf(stored.data), [stored.data]);
  // Typing into one of thousands of rows does not wait until all of them are compared.
  const compared = useDeferredValue(kept);
  const was = useMemo(() => (now ? rowsOf(document, now) : []), [now, document]);
  const changes = useMemo(
    () => (compared && now ? difference(was, rowsOf(document, compared.contents)) : []),
    [compared, now, was, document],
  );
  const mayEdit = has(session, "admin");
  return {
    document,
    org,
    stored: stored.data,
    contents: kept?.contents ?? now,
    error: stored.error,
    mayEdit,
    change: (contents) => {
      const version = kept?.version ?? stored.data?.version ?? 0;
      const of = kept?.basis ?? (version === 0 ? now : undefined);
      draft.set({ version, contents, ...(of ? { basis: of } : {}) });
    },
    changed: kept !== null && (behind || changes.length > 0),
    changes,
    forget: () => {
      save.reset();
      draft.forget();
    },
    save: () => kept && save.mutate(kept),
    saving: save.isPending,
    // Where somebody else was faster, the page says more than the server's sentence.
    refusal: behind ? null : save.error,
    overtaken:
      behind && now && standing
        ? overtaken(document, basis.data, kept.contents, now, (contents) => {
            save.reset();
            draft.set({ version: standing.version, contents });
          })
        : null,
  };
}

function overtaken<D extends DocumentName>(
  document: D,
  basis: Documents[D] | undefined,
  ours: Documents[D],
  theirs: Documents[D],
  goOn: (contents: Documents[D]) => void,
): Overtaken {
  if (basis === undefined) {
    return { theirs: undefined, both: [], goOn: undefined };
  }
  const list = listOf(document);
  const rows = (contents: Documents[D]) => rowsOf(document, contents);
  if (list === null) {
    return { theirs: difference(rows(basis), rows(theirs)), both: [], goOn: () => goOn(ours) };
  }
  const put = together(list.rows(basis), list.rows(ours), list.rows(theirs), list.key);
  return {
    theirs: difference(rows(basis), rows(theirs)),
    both: put.both,
    goOn: () => goOn(list.of(put.rows)),
  };
}

/** The foot of an editor: what saving would change, which version this is, and what becomes of the changes. */
export function DocumentFoot<D extends DocumentName>({ edited }: { edited: Edited<D> }) {
  const t = useTranslations("clients.document");
  const who = useWho();
  const { stored, overtaken: other } = edited;
  const ready = edited.changed && !edited.saving && other === null;
  useHotkeys([["mod+S", () => ready && edited.save()]], []);
  return (
    <footer className={classes.foot} data-changed={edited.changed || undefined}>
      {edited.error && <Trouble error={edited.error} />}
      {edited.refusal && <Trouble error={edited.refusal} />}
      {other && (
        <section className={classes.overtaken} aria-label={t("overtakenTitle")}>
          <p role="alert">
            <strong>
              {t("overtakenBy", {
                who: who(stored?.changedBy ?? ""),
                version: stored?.version ?? 0,
              })}{" "}
              {stored?.changedAt && <At at={stored.changedAt} />}
            </strong>{" "}
            {t("kept")}
          </p>
          {other.theirs && <Changes changes={other.theirs} title={t("theirs")} />}
          {other.both.length > 0 && (
            <p>{t("both", { count: other.both.length, names: other.both.join(", ") })}</p>
          )}
          <Group gap="xs" mt="xs">
            <Button disabled={other.goOn === undefined} onClick={other.goOn}>
              {t("goOn")}
            </Button>
            <Button variant="default" onClick={edited.forget}>
              {t("takeTheirs")}
            </Button>
          </Group>
        </section>
      )}
      {edited.changed && other === null && <Changes changes={edited.changes} title={t("yours")} />}
      <Group justify="space-between" gap="xs">
        <span className={classes.version}>
          {stored && stored.version === 0 && t("never")}
          {stored && stored.version > 0 && (
            <Link to={`/clients/${edited.org}?tab=versions&document=${edited.document}` as string}>
              {t("version", { version: stored.version })}
            </Link>
          )}
          {stored?.changedAt && stored.changedBy && (
            <>
              , {who(stored.changedBy)}, <At at={stored.changedAt} />
            </>
          )}
          {!edited.mayEdit && <> · {t("readOnly")}</>}
        </span>
        {edited.changed && other === null && (
          <Group gap="xs">
            <Button variant="default" onClick={edited.forget}>
              {t("discard")}
            </Button>
            <Button
              loading={edited.saving}
              onClick={edited.save}
              rightSection={<Kbd size="xs">{t("saveKey")}</Kbd>}
            >
              {t("save", { version: (stored?.version ?? 0) + 1 })}
            </Button>
          </Group>
        )}
      </Group>
    </footer>
  );
}
