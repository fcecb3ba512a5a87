import { Button, Group, Modal, Stack } from "@mantine/core";
import { useTranslations } from "use-intl";
import { api } from "../../api/request";
import { useChange } from "../../parts/change";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import type { Person } from "./queries";

/** Takes away what a person signs in with beside the password, where they have lost it. */
export function TakingFactors({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useTranslations("administration.users.factors");
  const take = useChange(
    () =>
      api.DELETE("/api/v1/organisations/{org}/people/{person}/factors", {
        params: { path: { org: person.organisation, person: person.id } },
      }),
    { shownBy: ["people", "sessions"], done: () => t("done"), after: onClose },
  );
  return (
    <Modal opened onClose={onClose} title={t("ask")}>
      <Stack>
        {take.error && <Trouble error={take.error} />}
        <p>{t.rich("what", { name: () => <Said text={person.name} /> })}</p>
        <p>{t("sure")}</p>
        {!person.password && <p>{t("noPassword")}</p>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t("cancel")}
          </Button>
          <Button color="red" loading={take.isPending} onClick={() => take.mutate()}>
            {t("deed")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
