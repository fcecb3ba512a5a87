import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl";
import classes from "./StartPage.module.css";

/** A step of the guided start: what it is, whether it is done, and, opened, how to do it. */
export function Step({
  number,
  title,
  state,
  done,
  open,
  onToggle,
  children,
}: {
  number: number;
  title: string;
  /** How it stands, in a few words. */
  state: string;
  done: boolean;
  open: boolean;
  onToggle: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("start");
  const inside = useId();
  return (
    <li className={classes.step} data-done={done || undefined}>
      <h2 className={classes.stepHead}>
        <button type="button" aria-expanded={open} aria-controls={inside} onClick={onToggle}>
          <span className={classes.number} aria-hidden>
            {done ? <IconCheck size={16} /> : number}
          </span>
          <span className={classes.stepTitle}>{title}</span>
          <span className={classes.state}>
            <span className="hear-only">{done ? t("done") : t("open")}: </span>
            {state}
          </span>
          <IconChevronDown size={18} className={classes.chevron} aria-hidden />
        </button>
      </h2>
      <div id={inside} hidden={!open} className={classes.inside}>
        {open && children}
      </div>
    </li>
  );
}
