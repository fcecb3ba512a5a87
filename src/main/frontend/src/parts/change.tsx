import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import {
  type InferDataFromTag,
  type QueryKey,
  type UseMutationResult,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useWhy } from "./problem";

/** What an answer will be like once a change is made. */
export interface Foreseen<In> {
  queryKey: QueryKey;
  shows: (before: unknown, input: In) => unknown;
}

/** For {@link useChange}: the answer that is shown at once, made of the one that is there. */
export function foreseen<In, Key extends QueryKey>(
  { queryKey }: { queryKey: Key },
  shows: (
    before: InferDataFromTag<unknown, Key>,
    input: In,
  ) => NoInfer<InferDataFromTag<unknown, Key>>,
): Foreseen<In> {
  return { queryKey, shows: (before, input) => shows(before as never, input) };
}

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
    /**
     * What is shown before the server has said yes, and taken away again where it says no. Only for what nobody acts
     * on, such as a pin: who has taken a step, or what was done, is shown when it is so.
     */
    atOnce?: Foreseen<In>;
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
    // What is shown at once can be clicked again at once: the server hears it in that order.
    ...(options.atOnce ? { scope: { id: JSON.stringify(options.atOnce.queryKey) } } : {}),
    onMutate: async (input) => {
      const { atOnce } = options;
      if (!atOnce) {
        return undefined;
      }
      // An answer that is under way knows nothing of it.
      await queries.cancelQueries({ queryKey: atOnce.queryKey });
      const before = queries.getQueryData(atOnce.queryKey);
      if (before !== undefined) {
        queries.setQueryData(atOnce.queryKey, atOnce.shows(before, input));
      }
      return { before, foreseen: queries.getQueryData(atOnce.queryKey) };
    },
    onError: async (error, _, shown) => {
      if (options.atOnce && shown) {
        // An answer that came meanwhile, or another change, is newer than what was there before.
        if (queries.getQueryData(options.atOnce.queryKey) === shown.foreseen) {
          queries.setQueryData(options.atOnce.queryKey, shown.before);
        }
        // What it was asked of may be gone from the page with what was shown.
        notifications.show({ color: "red", message: t("refused", { why: why(error) }) });
        await lookAgain();
      }
    },
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
