import { Button, Group, Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { mayBeSignedIn, Refusal } from "../api/request";
import { Trouble } from "../parts/Trouble";
import { House } from "./House";
import classes from "./House.module.css";
import { SessionHere, sessionQuery } from "./session";
import { useSignOut } from "./signOut";

/** The frame around every page that needs somebody signed in. */
export function Frame() {
  const session = useQuery(sessionQuery);
  if (!mayBeSignedIn()) {
    return <ToSignIn />;
  }
  const { error } = session;
  if (error instanceof Refusal && error.status === 401) {
    return <ToSignIn />;
  }
  // NB: a server that is away for a moment takes nobody's work away; only one that says no does.
  if (error && (!session.data || (error instanceof Refusal && error.status === 403))) {
    return <NotLetIn error={error} onAgain={() => void session.refetch()} />;
  }
  if (!session.data) {
    return <Loader aria-label="Cordon" m="xl" />;
  }
  return (
    <SessionHere value={session.data}>
      <House />
    </SessionHere>
  );
}

/** Somebody who is signed in and may see nothing yet, or a server that cannot say who they are. */
function NotLetIn({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const t = useTranslations("shell");
  const signOut = useSignOut();
  return (
    <main className={classes.notLetIn}>
      <Trouble error={error} />
      {error instanceof Refusal && error.status === 403 && <p>{t("noRole")}</p>}
      <Group gap="xs">
        <Button onClick={onAgain}>{t("tryAgain")}</Button>
        <Button variant="default" onClick={() => void signOut()}>
          {t("signOut")}
        </Button>
      </Group>
    </main>
  );
}

/** To the sign-in page, and from there back to where somebody wanted to be. */
function ToSignIn() {
  const navigate = useNavigate();
  // NB: where we are as we leave. The address of the page that follows would lead there for ever.
  const [wanted] = useState(() => window.location.pathname + window.location.search);
  useEffect(() => {
    void navigate({ to: "/sign-in", search: { next: wanted } as never, replace: true });
  }, [navigate, wanted]);
  return null;
}
