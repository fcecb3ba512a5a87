import { Button, Loader, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Navigate, Outlet, useNavigate } from "@tanstack/react-router";
import { api, body, mayBeSignedIn, Refusal } from "../api/request";
import { Bar } from "./Bar";
import { Trouble } from "./Trouble";

/** The frame around every page that needs somebody signed in. */
export function SignedIn() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const session = useQuery({
    queryKey: ["session"],
    queryFn: () => body(api.GET("/api/v1/session")),
    enabled: mayBeSignedIn(),
  });
  if (!mayBeSignedIn()) {
    return <Navigate to="/sign-in" />;
  }
  if (session.isPending) {
    return <Loader aria-label="Loading" m="xl" />;
  }
  if (session.error instanceof Refusal && session.error.status === 401) {
    return <Navigate to="/sign-in" />;
  }
  if (session.error) {
    return <Trouble error={session.error} />;
  }
  const signOut = async () => {
    await api.DELETE("/api/v1/session");
    queries.clear();
    await navigate({ to: "/sign-in" });
  };
  return (
    <>
      <Bar>
        <Text size="sm" c="dimmed">
          {session.data.name}
        </Text>
        <Button variant="default" size="xs" onClick={signOut}>
          Sign out
        </Button>
      </Bar>
      <main className="frame">
        <Outlet />
      </main>
    </>
  );
}
