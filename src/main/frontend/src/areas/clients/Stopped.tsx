import { Alert } from "@mantine/core";
import { IconHandStop } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { Said } from "../../parts/Said";
import { killSwitchQuery } from "./queries";

/** Says wherever people work for a client that nothing is changed for it now, and why. */
export function Stopped({ org }: { org: string }) {
  const t = useTranslations("clients.stop");
  const { data } = useQuery(killSwitchQuery(org));
  if (!data?.on) {
    return null;
  }
  return (
    <Alert role="status" color="red" my="xs" icon={<IconHandStop size={18} />} title={t("isOn")}>
      {data.switches.map(({ party, why }) => (
        <p key={party}>
          <Said text={why} />
        </p>
      ))}
      <Link to={`/clients/${org}`}>{t("where")}</Link>
    </Alert>
  );
}
