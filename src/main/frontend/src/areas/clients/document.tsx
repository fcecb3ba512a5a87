import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useChange } from "../../parts/change";
import { useDraft } from "../../parts/draft";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import { useWho } from "../../parts/who";
import classes from "./document.module.css";

/** What every stored document says of itself beside its contents. */
interface Kept {
  version: number;
  changedAt?: string | null;
  changedBy?: string | null;
}

/** A document of the contract while somebody edits it: as it is kept, and as they would have it. */
export interface Edited<Stored extends Kept, Contents> {
  stored: Stored | undefined;
  contents: Contents | undefined;
  error: Error | null;
  change: (contents: Contents) => void;
  changed: boolean;
  forget: () => void;
  save: () => void;
  saving: boolean;
  refusal: Error | null;
  /** Whether somebody else has made a version since this editing began. */
  overtaken: boolean;
}

/** Reads a document, keeps what is typed until it is taken, and notices where somebody else was faster. */
export function useDocument<Stored extends Kept, Contents>(asked: {
  org: string;
  document: string;
  read: () => Promise<Stored>;
  contents: (stored: Stored) => Contents;
  write: (contents: Contents) => Promise<unknown>;
}): Edited<Stored, Contents> {
  const t = useTranslations("clients.document");
  const stored = useQuery({
    queryKey: ["organisation", asked.org, asked.document],
    queryFn: asked.read,
  });
  const draft = useDraft<{ version: number; contents: Contents } | null>(
    `document.${asked.org}.${asked.document}`,
    null,
  );
  const save = useChange(() => asked.write(draft.value?.contents as Contents), {
    shownBy: ["organisation", "gaps"],
    done: () => t("saved"),
    after: draft.forget,
  });
  return {
    stored: stored.data,
    contents: draft.value?.contents ?? (stored.data && asked.contents(stored.data)),
    error: stored.error,
    change: (contents) =>
      draft.set({ version: draft.value?.version ?? stored.data?.version ?? 0, contents }),
    changed: draft.value !== null,
    forget: draft.forget,
    save: () => save.mutate(),
    saving: save.isPending,
    refusal: save.error,
    overtaken:
      draft.value !== null &&
      stored.data !== undefined &&
      draft.value.version !== stored.data.version,
  };
}

/** The foot of an editor: which version this is, and what becomes of the changes. */
export function DocumentFoot<Stored extends Kept, Contents>({
  edited,
}: {
  edited: Edited<Stored, Contents>;
}) {
  const t = useTranslations("clients.document");
  const who = useWho();
  const { stored } = edited;
  return (
    <footer className={classes.foot}>
      {edited.refusal && <Trouble error={edited.refusal} />}
      {edited.overtaken && (
        <p role="alert" className={classes.overtaken}>
          {t("overtaken")}
        </p>
      )}
      <Group justify="space-between">
        <span className={classes.version}>
          {stored && t("version", { version: stored.version })}
          {stored?.changedAt && stored.changedBy && (
            <>
              , {who(stored.changedBy)}, <At at={stored.changedAt} />
            </>
          )}
        </span>
        {edited.changed && (
          <Group gap="xs">
            <Button variant="default" onClick={edited.forget}>
              {t("discard")}
            </Button>
            <Button loading={edited.saving} onClick={edited.save}>
              {t("save")}
            </Button>
          </Group>
        )}
      </Group>
    </footer>
  );
}
