import { Button, Group, Progress } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ReasonDialog } from "../parts/ReasonDialog";
import { Trouble } from "../parts/Trouble";
import classes from "./BulkBar.module.css";
import type { Bulk, Kind } from "./queue";

/** What can be done with the rows that are chosen, one after another; each that is refused says why. */
export function BulkBar<T>({
  kind,
  chosen,
  onEnd,
}: {
  kind: Kind<T>;
  chosen: T[];
  onEnd: () => void;
}) {
  const t = useTranslations("queue");
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Bulk<T>>();
  const [done, setDone] = useState<number>();
  const [refused, setRefused] = useState<Error[]>([]);

  const run = async (bulk: Bulk<T>, reason: string) => {
    setAsking(undefined);
    const errors: Error[] = [];
    const rows = chosen.filter(bulk.fits);
    for (const [index, row] of rows.entries()) {
      setDone(index);
      try {
        await bulk.run(row, reason);
      } catch (error) {
        errors.push(error as Error);
      }
    }
    setDone(undefined);
    setRefused(errors);
    notifications.show({
      message: t("bulkDone", { done: rows.length - errors.length, all: rows.length }),
    });
    await queries.invalidateQueries();
    if (errors.length === 0) {
      onEnd();
    }
  };
  return (
    <div className={classes.bar}>
      <Group gap="xs">
        <strong>{t("chosen", { count: chosen.length })}</strong>
        {kind.bulk.map((bulk) => {
          const fitting = chosen.filter(bulk.fits).length;
          return (
            <Button
              key={bulk.id}
              size="compact-sm"
              variant="default"
              disabled={fitting === 0 || done !== undefined}
              onClick={() => (bulk.withReason ? setAsking(bulk) : void run(bulk, ""))}
            >
              {bulk.name} {fitting < chosen.length && fitting > 0 && `(${fitting})`}
            </Button>
          );
        })}
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onEnd}>
          {t("chooseNone")}
        </Button>
      </Group>
      {done !== undefined && (
        <Progress mt={6} value={(100 * done) / chosen.length} aria-label={t("working")} />
      )}
      {refused.map((error) => (
        <Trouble key={error.message} error={error} />
      ))}
      {asking && (
        <ReasonDialog
          title={asking.name}
          deed={asking.name}
          goesTo="timelines"
          error={null}
          pending={false}
          onClose={() => setAsking(undefined)}
          onDo={(reason) => void run(asking, reason)}
        />
      )}
    </div>
  );
}
