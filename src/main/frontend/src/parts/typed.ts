import { type Dispatch, type SetStateAction, useEffect, useRef, useState } from "react";

/** How long somebody rests before what they typed is told: milliseconds. */
const SETTLES = 150;

/**
 * A field whose text also stands elsewhere, as in the address of the page: told there when typing rests. What comes
 * back from there is what was told before, while somebody may have typed on; only what is new replaces the field's.
 */
export function useTyped(
  value: string,
  tell: (typed: string) => void,
): [string, Dispatch<SetStateAction<string>>] {
  const [typed, setTyped] = useState(value);
  /** Told, and not come back yet. */
  const told = useRef<string[]>([]);
  const telling = useRef(tell);
  telling.current = tell;
  useEffect(() => {
    const back = told.current.indexOf(value);
    told.current = told.current.slice(back + 1);
    if (back < 0) {
      told.current = [];
      setTyped(value);
    }
  }, [value]);
  useEffect(() => {
    if (typed === (told.current.at(-1) ?? value)) {
      return;
    }
    const timer = setTimeout(() => {
      told.current.push(typed);
      telling.current(typed);
    }, SETTLES);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return [typed, setTyped];
}
