import { Button, Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { api, body } from "../../api/request";
import { Copy } from "../../parts/Copy";
import { useChange } from "../../parts/change";
import { Dialog } from "../../parts/Dialog";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { useSession } from "../../shell/session";
import classes from "./Administration.module.css";
import { type Person, usersQuery } from "./queries";

/** Makes the code with which a person chooses a password, and shows it once. */
export function HandingOutCode({
  person,
  onClose,
}: {
  person: Pick<Person, "organisation" | "id" | "name">;
  onClose: () => void;
}) {
  const t = useTranslations("administration.users.code");
  const session = useSession();
  const { organisation: org, id } = person;
  const known = useQuery(usersQuery(org));
  const hasPassword = known.data?.items.some((one) => one.id === id && one.password);
  const username = org === "provider" ? id : `${org}/${id}`;
  const make = useChange(
    () =>
      body(
        api.POST("/api/v1/organisations/{org}/people/{person}/setup-code", {
          params: { path: { org, person: id } },
        }),
      ),
    { shownBy: ["people"] },
  );
  const letter = t("letter", {
    name: person.name,
    address: `${window.location.origin}/sign-in`,
    username,
    code: make.data?.code ?? "",
  });
  return (
    // What is shown once must not go by a slip of the hand.
    <Dialog opened onClose={onClose} title={t("ask")} typed={make.data !== undefined}>
      <Stack>
        {make.error && <Trouble error={make.error} />}
        {make.data ? (
          <>
            <p>
              {t.rich("once", {
                name: () => <Said text={person.name} />,
                username: () => <code>{username}</code>,
              })}
            </p>
            <Group gap="xs">
              <code className={classes.code}>{make.data.code}</code>
              <Copy value={make.data.code} what={t("code")} />
            </Group>
            <p>{t("orLetter")}</p>
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <pre className={classes.letter}>
                <Said text={letter} />
              </pre>
              <Copy value={letter} what={t("theLetter")} />
            </Group>
            <Group justify="flex-end">
              <Button onClick={onClose}>{t("kept")}</Button>
            </Group>
          </>
        ) : (
          <>
            <p>{t.rich("warning", { name: () => <Said text={person.name} /> })}</p>
            {hasPassword && <p>{t("hasPassword")}</p>}
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
    </Dialog>
  );
}
