import { Alert, List } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import { Refusal } from "../api/request";
import { useServerWords } from "../server/words";
import { useProblem } from "./problem";

/** Says what went wrong and what to do, with each finding; where the pages have no words for it, in the server's own. */
export function Trouble({
  error,
  names,
}: {
  error: Error;
  /** What the page calls a field of the interface; undefined for one that it does not name. */
  names?: (field: string) => string | undefined;
}) {
  const t = useTranslations("parts");
  const problem = useProblem()(error);
  const findings = error instanceof Refusal ? error.findings : [];
  return (
    <Alert color="red" title={t("trouble")} my="md" role="alert" classNames={{ title: "trouble" }}>
      <span className="preserve">{problem.text}</span>
      {problem.server && (
        <p>
          {t("serverSays")}{" "}
          <span className="preserve" lang="en">
            {problem.server}
          </span>
        </p>
      )}
      {findings.length > 0 && (
        <List size="sm" mt="xs">
          {findings.map((finding) => (
            <List.Item key={finding.field + finding.message} className="preserve">
              {finding.field !== "" && (
                <>
                  <strong>{names?.(finding.field) ?? finding.field}</strong>:{" "}
                </>
              )}
              <Told text={finding.message} />
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
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
