import { Alert, List } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import { Refusal, type Schemas } from "../api/request";
import { useServerWords } from "../server/words";
import { useProblem } from "./problem";

/** What the page calls a field of the interface; undefined for one that it does not name. */
type Names = (field: string) => string | undefined;

/** Says what went wrong and what to do, with each finding; where the pages have no words for it, in the server's own. */
export function Trouble({ error, names }: { error: Error; names?: Names | undefined }) {
  const t = useTranslations("parts");
  const problem = useProblem()(error);
  const findings = error instanceof Refusal ? error.findings : [];
  const only = findings.length === 1 ? findings[0] : undefined;
  return (
    <Alert color="red" title={t("trouble")} my="md" role="alert" classNames={{ title: "trouble" }}>
      {findings.length === 0 && <span className="preserve">{problem.text}</span>}
      {findings.length > 1 && <p>{t("findings", { count: findings.length })}</p>}
      {problem.server && (
        <p>
          {t("serverSays")}{" "}
          <span className="preserve" lang="en">
            {problem.server}
          </span>
        </p>
      )}
      {only && (
        <span className="preserve">
          <Found finding={only} names={names} />
        </span>
      )}
      {findings.length > 1 && (
        <List size="sm" mt="xs">
          {findings.map((finding) => (
            <List.Item key={finding.field + finding.message} className="preserve">
              <Found finding={finding} names={names} />
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}

/** One thing that is wrong, and with which field. */
function Found({ finding, names }: { finding: Schemas["Finding"]; names: Names | undefined }) {
  return (
    <>
      {finding.field !== "" && (
        <>
          <strong>{names?.(finding.field) ?? finding.field}</strong>:{" "}
        </>
      )}
      <Told text={finding.message} />
    </>
  );
}

/** A text of the server: in the reader's language where the pages have words for it, else as it is, in English. */
export function Told({ text }: { text: string }) {
  const english = useLocale() === "en";
  const said = useServerWords()(text);
  return said === undefined || english ? (
    <span lang={english ? undefined : "en"}>{text}</span>
  ) : (
    <span>{said}</span>
  );
}
