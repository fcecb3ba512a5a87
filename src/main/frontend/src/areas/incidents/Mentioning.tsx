import { Fragment } from "react";
import type { Schemas } from "../../api/request";
import { Said } from "../../parts/Said";
import classes from "./Comments.module.css";
import { mentionsOf } from "./mentions";

/** A comment, with those whom it names and told shown by their names. */
export function Mentioning({
  text,
  mentions,
}: {
  text: string;
  mentions: Schemas["Comment"]["mentions"];
}) {
  const found = mentionsOf(text).flatMap((named) => {
    const told = mentions.find(
      ({ id, organisation }) =>
        id === named.id && (!named.organisation || organisation === named.organisation),
    );
    return told ? [{ ...named, name: told.name }] : [];
  });
  let at = 0;
  return (
    <>
      {found.map((named) => {
        const before = text.slice(at, named.from);
        at = named.to;
        return (
          <Fragment key={named.from}>
            {before !== "" && <Said text={before} />}
            <span className={classes.mentioned} title={`@${named.said}`}>
              @<Said text={named.name} />
            </span>
          </Fragment>
        );
      })}
      {at < text.length && <Said text={text.slice(at)} />}
    </>
  );
}
