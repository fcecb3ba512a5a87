import type { ReactNode } from "react";
import classes from "./Intro.module.css";

/** What a page is for, in a sentence or two below its heading. */
export function Intro({ children }: { children: ReactNode }) {
  return <p className={classes.intro}>{children}</p>;
}
