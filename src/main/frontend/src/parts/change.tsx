import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useWhy } from "./problem";

/**
 * A change by the interface. When it is done, everything that shows some of it is looked at again, and the person is
 * told where `done` says something, with a button to take it back where it can be; what went wrong is shown where they
 * are, by the mutation's error.
 */
export function useChange<In = void, Out = unknown>(
  change: (input: In) => Promise<Out>,
  options: {
    shownBy: string[];
    /** What the person is told; nothing where it is empty. */
    done?: (out: Out) => string;
    /** Takes it back; only together with `done`. */
    undo?: (input: In) => Promise<unknown>;
    after?: (out: Out, input: In) => void;
  },
): UseMutationResult<Out, Error, In> {
  const t = useTranslations("parts.undo");
  const why = useWhy();
  const queries = useQueryClient();
  const lookAgain = () =>
    queries.invalidateQueries({
      predicate: (query) => options.shownBy.includes(String(query.queryKey[0])),
    });
  const tell = (said: string, takeBack?: () => Promise<unknown>) => {
    const id = notifications.show({
      message: takeBack ? (
        <>
          {said}{" "}
          <Button size="compact-xs" variant="light" onClick={() => void undo(takeBack, id)}>
            {t("deed")}
          </Button>
        </>
      ) : (
        said
      ),
    });
  };
  const undo = async (takeBack: () => Promise<unknown>, id: string) => {
    notifications.hide(id);
    try {
      await takeBack();
      notifications.show({ message: t("done") });
    } catch (error) {
      notifications.show({ color: "red", message: why(error as Error) });
    }
    await lookAgain();
  };
  return useMutation({
    mutationFn: change,
    onSuccess: async (out, input) => {
      const said = options.done?.(out);
      if (said) {
        const { undo: takeBack } = options;
        tell(said, takeBack && (() => takeBack(input)));
      }
      options.after?.(out, input);
      await lookAgain();
    },
  });
}

/** Whatever shows something of an incident. */
export const OF_INCIDENTS = ["incident", "incidents", "work", "tasks", "actions"];
