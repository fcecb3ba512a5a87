import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { Said } from "../../parts/Said";
import classes from "./Deciders.module.css";

/** Whom an action waits for, and how to call them: whoever is paged at night must not have to look it up. */
export function Deciders({
  title,
  people,
  org,
}: {
  /** Where nothing beside it says what the list is. */
  title?: string;
  people: Schemas["Decider"][];
  /** The client, whose people need no further word. */
  org: string;
}) {
  const t = useTranslations("approvals.deciders");
  const list = (
    <ul className={classes.people}>
      {people.map((person) => (
        <li key={`${person.organisation}/${person.id}`}>
          <span>
            <Said text={person.name} />
            {person.organisation !== org && <> ({t("ofProvider")})</>}
            {person.appointed && <em className={classes.first}> {t("first")}</em>}
          </span>
          {person.phone ? (
            <a
              className={classes.phone}
              href={`tel:${person.phone.replaceAll(/[^+\d]/g, "")}`}
              aria-label={t("call", { name: person.name, phone: person.phone })}
            >
              {person.phone}
            </a>
          ) : (
            <span className={classes.none}>{t("noPhone")}</span>
          )}
        </li>
      ))}
    </ul>
  );
  return title ? (
    <div className={classes.titled}>
      <span>{title}</span>
      {list}
    </div>
  ) : (
    list
  );
}
