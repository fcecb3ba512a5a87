import { useTranslations } from "use-intl";
import { Copy } from "../../parts/Copy";
import classes from "./StartPage.module.css";

/** An address that means another machine wherever it is pasted. */
const HERE_ONLY = /\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/]|$)/;

/** Lines to take over elsewhere. */
export function Snippet({ text, what }: { text: string; what: string }) {
  const t = useTranslations("start");
  return (
    <>
      <figure className={classes.snippet} aria-label={what}>
        <pre>{text}</pre>
        <Copy value={text} what={what} />
      </figure>
      {HERE_ONLY.test(text) && <p className={classes.text}>{t("hereOnly")}</p>}
    </>
  );
}
