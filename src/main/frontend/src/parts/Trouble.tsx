import { Alert, List } from "@mantine/core";
import { useTranslations } from "use-intl";
import { Refusal } from "../api/request";

/** Says what went wrong, in the server's own words, with each finding. */
export function Trouble({ error }: { error: Error }) {
  const t = useTranslations("parts");
  const findings = error instanceof Refusal ? error.findings : [];
  const unreached = error instanceof Refusal && error.status === 0;
  return (
    <Alert color="red" title={t("trouble")} my="md" role="alert" classNames={{ title: "trouble" }}>
      <span className="preserve">{unreached ? t("unreached") : error.message}</span>
      {findings.length > 0 && (
        <List size="sm" mt="xs">
          {findings.map((finding) => (
            <List.Item key={finding.field + finding.message} className="preserve">
              <strong>{finding.field}</strong>: {finding.message}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
