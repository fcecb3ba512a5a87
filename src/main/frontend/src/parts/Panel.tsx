import type { ReactNode } from "react";
import classes from "./Panel.module.css";

/** A part of a page with a heading of its own, and what can be done with it at its right. */
export function Panel({
  title,
  aside,
  children,
  tight,
}: {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  tight?: boolean;
}) {
  return (
    <section className={classes.panel} data-tight={tight || undefined}>
      <header className={classes.head}>
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
