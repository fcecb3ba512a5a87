import { Button, Group, Modal, Stack } from "@mantine/core";
import { useTranslations } from "use-intl";
import { api, body } from "../../api/request";
import { Copy } from "../../parts/Copy";
import { useChange } from "../../parts/change";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { useSession } from "../../shell/session";
import classes from "./Administration.module.css";
import type { Person } from "./queries";

/** Makes the code with which a person chooses a password, and shows it once. */
export function HandingOutCode({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useTranslations("administration.users.code");
  const session = useSession();
  const { organisation: org, id } = person;
  const make = useChange(
    () =>
      body(
        api.POST("/api/v1/organisations/{org}/people/{person}/setup-code", {
          params: { path: { org, person: id } },
        }),
      ),
    { shownBy: ["people"] },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("ask")}
      // What is shown once must not go by a slip of the hand.
      closeOnClickOutside={!make.data}
    >
      <Stack>
        {make.error && <Trouble error={make.error} />}
        {make.data ? (
          <>
            <p>
              {t.rich("once", {
                name: () => <Said text={person.name} />,
                username: () => <code>{org === "provider" ? id : `${org}/${id}`}</code>,
              })}
            </p>
            <Group gap="xs">
              <code className={classes.code}>{make.data.code}</code>
              <Copy value={make.data.code} what={t("code")} />
            </Group>
            <Group justify="flex-end">
              <Button onClick={onClose}>{t("kept")}</Button>
            </Group>
          </>
        ) : (
          <>
            <p>{t.rich("warning", { name: () => <Said text={person.name} /> })}</p>
            {person.password && <p>{t("hasPassword")}</p>}
            {session.party === "provider" && org !== session.organisation && (
              <p>{t("byProvider")}</p>
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t("cancel")}
              </Button>
              <Button data-autofocus loading={make.isPending} onClick={() => make.mutate()}>
                {t("make")}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  );
}
