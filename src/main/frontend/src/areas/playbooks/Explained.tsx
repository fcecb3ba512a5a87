import Markdown from "markdown-to-jsx/react";
import classes from "./Explained.module.css";

/** The page has its title and the panel its heading already. */
const OPTIONS = {
  disableParsingRawHTML: true,
  overrides: {
    h1: () => null,
    h2: "h3" as const,
    h3: "h4" as const,
  },
};

/** What the author wrote about a playbook. */
export default function Explained({ text }: { text: string }) {
  return (
    <div className={classes.explained}>
      <Markdown options={OPTIONS}>{text}</Markdown>
    </div>
  );
}
