import { Badge, Card, Group, Loader, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, body, type Schemas } from "../api/request";
import { Shortened } from "../shell/Shortened";
import { Trouble } from "../shell/Trouble";
import { When } from "../shell/When";
import { who } from "../shell/who";
import { words } from "../shell/words";
import { SeverityBadge } from "./SeverityBadge";

const FOLLOW = { refetchInterval: 3_000 };

/** One incident: where it stands, what waits, what was done, what happened. */
export function IncidentPage({ id }: { id: string }) {
  const incident = useQuery({
    queryKey: ["incident", id],
    queryFn: () => body(api.GET("/api/v1/incidents/{id}", { params: { path: { id } } })),
    ...FOLLOW,
  });
  const tasks = useQuery({
    queryKey: ["tasks", id],
    queryFn: () => body(api.GET("/api/v1/incidents/{id}/tasks", { params: { path: { id } } })),
    ...FOLLOW,
  });
  const actions = useQuery({
    queryKey: ["actions", id],
    queryFn: () =>
      body(api.GET("/api/v1/incidents/{incident}/actions", { params: { path: { incident: id } } })),
    ...FOLLOW,
  });
  const timeline = useQuery({
    queryKey: ["timeline", id],
    queryFn: () =>
      body(
        api.GET("/api/v1/incidents/{id}/timeline", {
          params: { path: { id }, query: { limit: 200 } },
        }),
      ),
    ...FOLLOW,
  });
  if (incident.isPending) {
    return <Loader aria-label="Loading" />;
  }
  if (incident.error) {
    return <Trouble error={incident.error} />;
  }
  const shown = incident.data;
  return (
    <Stack>
      <div>
        <Group gap="sm">
          <SeverityBadge severity={shown.severity} />
          <Badge variant="default">{words(shown.status)}</Badge>
          <Text c="dimmed" size="sm">
            {shown.organisation}
          </Text>
        </Group>
        <Title order={1} size="h2" className="preserve">
          #{shown.number} {shown.title}
        </Title>
        <Text c="dimmed" size="sm">
          {words(shown.category)}, {shown.alertCount} {shown.alertCount === 1 ? "alert" : "alerts"},
          detected <When at={shown.detectedAt} />, playbook {shown.playbook.key}
        </Text>
        <Group gap="xs" mt="xs">
          {shown.clocks.map((clock) => (
            <Badge
              key={clock.name}
              variant="light"
              color={clock.state === "breached" ? "red" : clock.state === "met" ? "teal" : "gray"}
            >
              {clock.name}: {words(clock.state)}
              {clock.state === "running" && (
                <>
                  , until <When at={clock.due} />
                </>
              )}
            </Badge>
          ))}
        </Group>
      </div>
      <Waiting tasks={tasks.data?.items ?? []} />
      <Done actions={actions.data?.items ?? []} />
      <Card withBorder>
        <Title order={2} size="h4" mb="xs">
          Timeline
        </Title>
        <Table className="rows">
          <Table.Tbody>
            {timeline.data?.items.map((entry) => (
              <Table.Tr key={entry.id}>
                <Table.Td>
                  <When at={entry.at} />
                </Table.Td>
                <Table.Td className="preserve">{entry.text}</Table.Td>
                <Table.Td>
                  <Text size="sm" c="dimmed">
                    {who(entry.by)}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Card>
    </Stack>
  );
}

function Waiting({ tasks }: { tasks: Schemas["TaskView"][] }) {
  const open = tasks.filter((task) => task.state === "open" || task.state === "claimed");
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        Waiting for people
      </Title>
      {open.length === 0 && <Text c="dimmed">Nothing waits for anybody.</Text>}
      {open.map((task) => (
        <div key={task.id} className="task">
          <Text fw={600}>{task.name}</Text>
          <Text size="sm" c="dimmed">
            {task.responsible.party}:{" "}
            {task.responsible.people.map((person) => person.name).join(", ") || "nobody yet"}, until{" "}
            <When at={task.due} />
          </Text>
          <Text size="sm" className="preserve">
            {task.instructions}
          </Text>
        </div>
      ))}
    </Card>
  );
}

function Done({ actions }: { actions: Schemas["ActionView"][] }) {
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        Actions
      </Title>
      {actions.length === 0 && <Text c="dimmed">Nothing was done to any system.</Text>}
      <Table className="rows">
        <Table.Tbody>
          {actions.map((action) => (
            <Table.Tr key={action.id}>
              <Table.Td className="whole">{words(action.verb)}</Table.Td>
              <Table.Td className="preserve target">
                {action.state === "awaiting_approval" ? (
                  action.target
                ) : (
                  <Shortened text={action.target} />
                )}
              </Table.Td>
              <Table.Td className="whole">
                {action.connector === "none" ? "no connector" : action.connector}
              </Table.Td>
              <Table.Td>
                <Standing action={action} />
              </Table.Td>
              <Table.Td className="preserve reason">
                {action.byHand ? `${action.byHand.what} (${who(action.byHand.by)})` : action.reason}
                {action.approveBy && (
                  <>
                    {" "}
                    It lapses at <When at={action.approveBy} />.
                  </>
                )}
                <NextAttempt action={action} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

/** The action's state; what a person did instead goes before what Cordon could not. */
function Standing({ action }: { action: Schemas["ActionView"] }) {
  const undone = action.state === "refused" || action.state === "failed";
  return (
    <Badge variant="light" color={action.byHand ? "teal" : undone ? "red" : "blue"}>
      {action.byHand ? "done by hand" : words(action.state)}
    </Badge>
  );
}

/** When a product that is away is asked again; nothing where that is under way. */
function NextAttempt({ action }: { action: Schemas["ActionView"] }) {
  const at = action.nextAttemptAt;
  if (!at || new Date(at) <= new Date()) {
    return null;
  }
  const looked = action.state === "executing" || action.state === "failed";
  return (
    <>
      {" "}
      It is {looked ? "looked at" : "tried"} again at <When at={at} />.
    </>
  );
}
