import { Button, Group, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { madeByDevice } from "../../api/device";
import { api, body } from "../../api/request";
import { useChange } from "../../parts/change";
import { Panel } from "../../parts/Panel";
import { spelledOut } from "../../parts/revealed";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { At, When } from "../../parts/When";
import classes from "./AccountPage.module.css";
import { Removing } from "./Removing";

/** Keys of devices, with which somebody signs in without a password. */
export function Passkeys() {
  const t = useTranslations("account.passkeys");
  const [name, setName] = useState("");
  const [leaving, setLeaving] = useState<{ id: string; name: string }>();
  const passkeys = useQuery({
    queryKey: ["factors", "passkeys"],
    queryFn: () => body(api.GET("/api/v1/session/passkeys")),
  });
  const shownBy = ["factors", "session"];
  const add = useChange(
    async () => {
      const { ceremony, publicKey } = await body(api.POST("/api/v1/session/passkeys/options", {}));
      const credential = await madeByDevice(publicKey);
      await api.POST("/api/v1/session/passkeys", {
        body: { name: name.trim(), ceremony, credential } as never,
      });
    },
    { shownBy, done: () => t("added"), after: () => setName("") },
  );
  const remove = useChange(
    (id: string) => api.DELETE("/api/v1/session/passkeys/{id}", { params: { path: { id } } }),
    { shownBy, done: () => t("removed"), after: () => setLeaving(undefined) },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  const error = passkeys.error ?? add.error;
  return (
    <Panel title={t("title")}>
      {error && <Trouble error={error} />}
      <p className={classes.text}>{t("text")}</p>
      {passkeys.data?.items.map((passkey) => (
        <div key={passkey.id} className={classes.row}>
          <span>
            <Said text={passkey.name} />{" "}
            <span className={classes.dim}>
              {t("made")} <At at={passkey.createdAt} />
              {passkey.lastUsedAt && (
                <>
                  , {t("used")} <When at={passkey.lastUsedAt} />
                </>
              )}
            </span>
          </span>
          <Button
            size="xs"
            variant="default"
            aria-label={t("removeOf", { name: spelledOut(passkey.name) })}
            onClick={() => {
              remove.reset();
              setLeaving(passkey);
            }}
          >
            {t("remove")}
          </Button>
        </div>
      ))}
      <form onSubmit={submit}>
        <Group align="flex-end" mt="sm">
          <TextInput
            label={t("name")}
            placeholder={t("example")}
            required
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" loading={add.isPending} disabled={name.trim() === ""}>
            {t("add")}
          </Button>
        </Group>
      </form>
      {leaving && (
        <Removing
          title={t("removeTitle")}
          error={remove.error}
          pending={remove.isPending}
          onClose={() => setLeaving(undefined)}
          onDo={() => remove.mutate(leaving.id)}
        >
          <p>{t.rich("removeText", { name: () => <Said text={leaving.name} /> })}</p>
        </Removing>
      )}
    </Panel>
  );
}
