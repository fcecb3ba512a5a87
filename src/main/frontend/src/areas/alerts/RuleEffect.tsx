import { Said } from "../../parts/Said";
import { useServerWords } from "../../server/words";

/** Where one of the things that a rule said ends and the next begins. */
const BETWEEN =
  /, (?=(?:severity at|one severity worse|category|disposition|suppressed|technique|playbook) )/;

/**
 * What a rule did to an alert. Reasons that it gives in its code are for the author's language alone, and say what its
 * words say too.
 */
export function RuleEffect({ effect }: { effect: string }) {
  const inWords = useServerWords();
  return (
    <Said
      text={effect
        .split(BETWEEN)
        .map((one) => inWords(one) ?? one)
        .join(", ")}
    />
  );
}
