import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { QRCodeSVG } from "qrcode.react";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { Copy } from "../../parts/Copy";
import { useChange } from "../../parts/change";
import { Panel } from "../../parts/Panel";
import { Trouble } from "../../parts/Trouble";
import { At } from "../../parts/When";
import classes from "./AccountPage.module.css";
import { Removing } from "./Removing";

/** Codes of an authenticator as the second factor, and those to get back in without it. */
export function Authenticator() {
  const t = useTranslations("account.authenticator");
  const [codes, setCodes] = useState<string[]>();
  const [leaving, setLeaving] = useState(false);
  const state = useQuery({
    queryKey: ["factors", "totp"],
    queryFn: () => body(api.GET("/api/v1/session/totp")),
  });
  const [enrolled, setEnrolled] = useState<Schemas["TotpNewTotp"]>();
  const shownBy = ["factors", "session"];
  const enrol = useChange(() => body(api.POST("/api/v1/session/totp")), {
    shownBy,
    after: setEnrolled,
  });
  const remove = useChange(() => api.DELETE("/api/v1/session/totp"), {
    shownBy,
    done: () => t("removed"),
    after: () => setLeaving(false),
  });
  const renew = useChange(() => body(api.POST("/api/v1/session/totp/recovery-codes")), {
    shownBy,
    after: (made) => setCodes(made.recoveryCodes),
  });
  const error = state.error ?? enrol.error ?? renew.error;
  return (
    <Panel title={t("title")}>
      {error && <Trouble error={error} />}
      <p className={classes.text}>{t("text")}</p>
      {state.data?.on && (
        <div className={classes.row}>
          <span>
            {t("since")} {state.data.since && <At at={state.data.since} />}
            <span className={classes.dim}>
              {" "}
              · {t("left", { count: state.data.recoveryCodesLeft })}
            </span>
          </span>
          <Button size="xs" variant="default" onClick={() => renew.mutate()}>
            {t("renew")}
          </Button>
          <Button size="xs" variant="default" onClick={() => setLeaving(true)}>
            {t("remove")}
          </Button>
        </div>
      )}
      {state.data && !state.data.on && !enrolled && (
        <Button size="xs" loading={enrol.isPending} onClick={() => enrol.mutate()}>
          {t("enrol")}
        </Button>
      )}
      {enrolled && !state.data?.on && (
        <Confirm
          enrolled={enrolled}
          onDone={(made) => {
            setEnrolled(undefined);
            setCodes(made);
          }}
        />
      )}
      {leaving && (
        <Removing
          title={t("removeTitle")}
          error={remove.error}
          pending={remove.isPending}
          onClose={() => {
            remove.reset();
            setLeaving(false);
          }}
          onDo={() => remove.mutate()}
        >
          <p>{t("removeText")}</p>
        </Removing>
      )}
      {codes && (
        <Stack gap="xs" mt="sm">
          <strong>{t("codes")}</strong>
          <ul className={classes.codes}>
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
          <Group>
            <Copy value={codes.join("\n")} what={t("codesName")} />
            <Button size="xs" variant="default" onClick={() => setCodes(undefined)}>
              {t("kept")}
            </Button>
          </Group>
        </Stack>
      )}
    </Panel>
  );
}

function Confirm({
  enrolled,
  onDone,
}: {
  enrolled: Schemas["TotpNewTotp"];
  onDone: (codes: string[]) => void;
}) {
  const t = useTranslations("account.authenticator");
  const [code, setCode] = useState("");
  const confirm = useChange(
    () => body(api.PUT("/api/v1/session/totp", { body: { code: code.trim() } })),
    { shownBy: ["factors", "session"], after: (made) => onDone(made.recoveryCodes) },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <p className={classes.text}>{t("scan")}</p>
        <div className={classes.qr}>
          <QRCodeSVG value={enrolled.uri} size={176} title={t("qr")} />
        </div>
        <Group gap="xs">
          <code>{enrolled.secret}</code>
          <Copy value={enrolled.secret} what={t("secret")} />
        </Group>
        {confirm.error && <Trouble error={confirm.error} />}
        <Group align="flex-end">
          <TextInput
            label={t("code")}
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button type="submit" loading={confirm.isPending}>
            {t("confirm")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
