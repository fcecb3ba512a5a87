import { Button, Card, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { signedByDevice } from "../../api/device";
import { api, body, Refusal } from "../../api/request";
import { Trouble } from "../../parts/Trouble";
import { keepWanted, next } from "../../shell/session";
import classes from "./SignInPage.module.css";

/** Signs a person in; on a new server it asks for the first password with the code that the console shows. */
export function SignInPage() {
  const t = useTranslations("sign-in");
  const setup = useQuery({
    queryKey: ["setup"],
    queryFn: () => body(api.GET("/api/v1/setup")),
  });
  return (
    <main className={classes.page}>
      <Card withBorder padding="xl">
        <div className={classes.brand}>
          <img src="/cordon.svg" alt="" width={40} height={40} />
          <div>
            <h1>Cordon</h1>
            <Text size="sm" c="dimmed">
              {t("about")}
            </Text>
          </div>
        </div>
        {setup.error && <Trouble error={setup.error} />}
        {setup.data && <Entering isNew={setup.data.needed} />}
      </Card>
    </main>
  );
}

/** With a password, or with a code that lets one choose it: the console's on a new server, else an administrator's. */
function Entering({ isNew }: { isNew: boolean }) {
  const t = useTranslations("sign-in");
  const [withCode, setWithCode] = useState(isNew);
  return (
    <Stack>
      {withCode ? <ChoosePassword first={isNew} /> : <SignIn />}
      <OtherWays />
      <Button variant="subtle" onClick={() => setWithCode(!withCode)}>
        {withCode ? t("havePassword") : t("haveCode")}
      </Button>
    </Stack>
  );
}

function SignIn() {
  const t = useTranslations("sign-in");
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const signedIn = useEntering();
  const signIn = useMutation({
    mutationFn: () =>
      api.POST("/api/v1/session", {
        body: { username, password, ...(code.trim() === "" ? {} : { code: code.trim() }) },
      }),
    onSuccess: signedIn,
  });
  const needsCode =
    code !== "" ||
    (signIn.error instanceof Refusal && signIn.error.type === "second-factor-required");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {signIn.error && !(needsCode && code === "") && <Trouble error={signIn.error} />}
        <TextInput
          label={t("name")}
          autoComplete="username webauthn"
          autoFocus
          required
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("password")}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {needsCode && (
          <TextInput
            label={t("factor")}
            description={t("factorHint")}
            autoComplete="one-time-code"
            autoFocus
            required
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <Button type="submit" loading={signIn.isPending}>
          {t("signIn")}
        </Button>
      </Stack>
    </form>
  );
}

/** By a passkey of this device, or by way of an identity server. */
function OtherWays() {
  const t = useTranslations("sign-in");
  const signedIn = useEntering();
  const search = useSearch({ strict: false }) as { next?: unknown; refused?: unknown };
  const ways = useQuery({
    queryKey: ["sign-in-options"],
    queryFn: () => body(api.GET("/api/v1/sign-in-options")),
  });
  const byPasskey = useMutation({
    mutationFn: async () => {
      const { ceremony, publicKey } = await body(api.POST("/api/v1/session/passkey/options", {}));
      const credential = await signedByDevice(publicKey);
      await api.POST("/api/v1/session/passkey", { body: { ceremony, credential } as never });
    },
    onSuccess: signedIn,
  });
  const refused = typeof search.refused === "string" ? search.refused : undefined;
  return (
    <Stack gap="xs">
      {refused && (
        <Trouble
          error={
            new Error(
              t.has(`refused.${refused}` as never)
                ? t(`refused.${refused}` as never)
                : t("refused.failed"),
            )
          }
        />
      )}
      {byPasskey.error && <Trouble error={byPasskey.error} />}
      {ways.data?.passkeys && (
        <Button variant="default" loading={byPasskey.isPending} onClick={() => byPasskey.mutate()}>
          {t("passkey")}
        </Button>
      )}
      {ways.data?.oidc.map((server) => (
        <Button
          key={server.id}
          variant="default"
          component="a"
          href={server.url}
          onClick={() => keepWanted(next(search.next))}
        >
          {t("by", { name: server.label })}
        </Button>
      ))}
    </Stack>
  );
}

function ChoosePassword({ first }: { first: boolean }) {
  const t = useTranslations("sign-in");
  const [username, setUsername] = useState(first ? "admin" : "");
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  // Who has just set a server up has nothing that waits, and everything to begin with.
  const signedIn = useEntering(first ? "/start" : "/");
  const setUp = useMutation({
    mutationFn: async () => {
      await api.POST("/api/v1/setup", { body: { username, code: code.trim(), password } });
      await api.POST("/api/v1/session", { body: { username, password } });
    },
    onSuccess: signedIn,
  });
  const named: Record<string, string> = {
    username: t("name"),
    code: t("code"),
    password: t("password"),
  };
  const differs = again !== "" && again !== password;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (again === password) {
      setUp.mutate();
    }
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm" c="dimmed">
          {first ? t("first") : t("invited")}
        </Text>
        {setUp.error && (
          <Trouble
            error={
              setUp.error instanceof Refusal && setUp.error.status === 403
                ? new Error(t(first ? "wrongCode.first" : "wrongCode.invited"))
                : setUp.error
            }
            names={(field) => named[field]}
          />
        )}
        {!first && (
          <TextInput
            label={t("name")}
            description={t("nameHint")}
            autoComplete="username"
            required
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
        )}
        <TextInput
          label={t("code")}
          autoComplete="one-time-code"
          required
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("password")}
          description={t("passwordRule")}
          autoComplete="new-password"
          required
          visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("again")}
          autoComplete="new-password"
          required
          visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
          error={differs ? t("differ") : undefined}
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
        />
        <Button type="submit" loading={setUp.isPending} disabled={differs}>
          {first ? t("setUp") : t("choose")}
        </Button>
      </Stack>
    </form>
  );
}

function useEntering(otherwise = "/") {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { next?: unknown };
  return async () => {
    queries.clear();
    const wanted = next(search.next);
    await navigate({ to: wanted === "/" ? otherwise : wanted, replace: true });
  };
}
