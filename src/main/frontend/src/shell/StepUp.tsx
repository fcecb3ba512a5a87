import { Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { signedByDevice } from "../api/device";
import { api, body, onStepUp } from "../api/request";
import { Trouble } from "../parts/Trouble";
import { keepWanted, useSession } from "./session";

/** A proof that is waited for, and how those who wait are told. */
interface Asked {
  proof: Promise<boolean>;
  tell: (proven: boolean) => void;
}

function promised(): Asked {
  let tell: (proven: boolean) => void = () => undefined;
  const proof = new Promise<boolean>((resolve) => {
    tell = resolve;
  });
  return { proof, tell };
}

/**
 * Asks who is at the keyboard once more, where the server wants to know before it does something; what was asked of it
 * then goes on by itself, or is given up.
 */
export function StepUp() {
  const t = useTranslations("shell.stepUp");
  const session = useSession();
  const [opened, setOpened] = useState(false);
  const asked = useRef<Asked>(undefined);
  const [secret, setSecret] = useState("");
  const byCode = session.factors.includes("totp");
  const byPassword = !byCode && session.factors.includes("password");
  const server = /^oidc:(.+)$/.exec(session.signedInWith ?? "")?.[1];

  useEffect(() => {
    // Whatever else is refused meanwhile waits for the same proof.
    const off = onStepUp(() => {
      asked.current ??= promised();
      setOpened(true);
      return asked.current.proof;
    });
    return () => {
      off();
      asked.current?.tell(false);
    };
  }, []);
  const prove = useMutation({
    mutationFn: () =>
      api.POST("/api/v1/session/step-up", {
        body: byCode ? { code: secret.trim() } : { password: secret },
      }),
    onSuccess: () => end(true),
  });
  const proveByDevice = useMutation({
    mutationFn: async () => {
      const { ceremony, publicKey } = await body(api.POST("/api/v1/session/step-up/options"));
      const credential = await signedByDevice(publicKey);
      await api.POST("/api/v1/session/step-up", {
        body: { passkey: { ceremony, credential } } as never,
      });
    },
    onSuccess: () => end(true),
  });
  const end = (proven: boolean) => {
    asked.current?.tell(proven);
    asked.current = undefined;
    setOpened(false);
    setSecret("");
    prove.reset();
    proveByDevice.reset();
  };
  const error = prove.error ?? proveByDevice.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    prove.mutate();
  };
  return (
    <Modal opened={opened} onClose={() => end(false)} title={t("title")} zIndex={400}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t("why")}</Text>
          {server && <Text size="sm">{t("afreshHint")}</Text>}
          {error && <Trouble error={error} />}
          {byCode && (
            <TextInput
              label={t("code")}
              data-autofocus
              required
              inputMode="numeric"
              autoComplete="one-time-code"
              value={secret}
              onChange={(event) => setSecret(event.currentTarget.value)}
            />
          )}
          {byPassword && (
            <PasswordInput
              label={t("password")}
              data-autofocus
              required
              autoComplete="current-password"
              visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
              value={secret}
              onChange={(event) => setSecret(event.currentTarget.value)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => end(false)}>
              {t("cancel")}
            </Button>
            {session.factors.includes("passkey") && (
              <Button
                variant="default"
                loading={proveByDevice.isPending}
                onClick={() => proveByDevice.mutate()}
              >
                {t("passkey")}
              </Button>
            )}
            {(byCode || byPassword) && (
              <Button type="submit" loading={prove.isPending}>
                {t("prove")}
              </Button>
            )}
            {server && (
              <Button
                variant={byCode || byPassword ? "default" : "filled"}
                component="a"
                href={`/api/v1/sign-in/oidc/${encodeURIComponent(server)}?afresh=true`}
                onClick={() => keepWanted(window.location.pathname + window.location.search)}
              >
                {t("afresh")}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
