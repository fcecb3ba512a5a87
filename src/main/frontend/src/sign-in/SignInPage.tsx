import { Button, Card, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, body } from "../api/request";
import { Trouble } from "../shell/Trouble";

/** Signs a person in; on a new server it asks for the first password with the code that the console shows. */
export function SignInPage() {
  const setup = useQuery({
    queryKey: ["setup"],
    queryFn: () => body(api.GET("/api/v1/setup")),
  });
  return (
    <main className="sign-in">
      <Card withBorder padding="xl">
        <Title order={1} size="h2" mb="md">
          Cordon
        </Title>
        {setup.error && <Trouble error={setup.error} />}
        {setup.data && (setup.data.needed ? <ChoosePassword first /> : <Entering />)}
      </Card>
    </main>
  );
}

/** Everybody but the first administrator has a code from an administrator, once. */
function Entering() {
  const [withCode, setWithCode] = useState(false);
  return (
    <Stack>
      {withCode ? <ChoosePassword first={false} /> : <SignIn />}
      <Button variant="subtle" onClick={() => setWithCode(!withCode)}>
        {withCode ? "I have a password" : "I have a setup code"}
      </Button>
    </Stack>
  );
}

function SignIn() {
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const signedIn = useEntering();
  const signIn = useMutation({
    mutationFn: () => api.POST("/api/v1/session", { body: { username, password } }),
    onSuccess: signedIn,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {signIn.error && <Trouble error={signIn.error} />}
        <TextInput
          label="Name"
          autoComplete="username"
          required
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={signIn.isPending}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}

function ChoosePassword({ first }: { first: boolean }) {
  const [username, setUsername] = useState(first ? "admin" : "");
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const signedIn = useEntering();
  const setUp = useMutation({
    mutationFn: async () => {
      await api.POST("/api/v1/setup", { body: { username, code: code.trim(), password } });
      await api.POST("/api/v1/session", { body: { username, password } });
    },
    onSuccess: signedIn,
  });
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
          {first
            ? "This server is new. Enter the setup code from its console and choose the password of the first administrator, admin."
            : "Enter the setup code that an administrator gave you, and choose your password."}
        </Text>
        {setUp.error && <Trouble error={setUp.error} />}
        {!first && (
          <TextInput
            label="Name"
            description="Organisation and name, such as acme/anna"
            autoComplete="username"
            required
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
        )}
        <TextInput
          label="Setup code"
          autoComplete="one-time-code"
          required
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="new-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password again"
          autoComplete="new-password"
          required
          error={differs ? "The two passwords differ." : undefined}
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
        />
        <Button type="submit" loading={setUp.isPending} disabled={differs}>
          {first ? "Set up and sign in" : "Choose it and sign in"}
        </Button>
      </Stack>
    </form>
  );
}

function useEntering() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    queries.clear();
    await navigate({ to: "/" });
  };
}
