import { Badge, Button, Group, Loader, Table, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body } from "../api/request";
import { Trouble } from "../shell/Trouble";
import { When } from "../shell/When";
import { words } from "../shell/words";
import { SeverityBadge } from "./SeverityBadge";

/** Every incident in reach, newest first. */
export function IncidentsPage() {
  const incidents = useInfiniteQuery({
    queryKey: ["incidents"],
    queryFn: ({ pageParam }) =>
      body(
        api.GET("/api/v1/incidents", {
          params: { query: pageParam ? { cursor: pageParam } : {} },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: 5_000,
  });
  const items = incidents.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Title order={1} size="h2" mb="md">
        Incidents
      </Title>
      {incidents.error && <Trouble error={incidents.error} />}
      {incidents.isPending && <Loader aria-label="Loading" />}
      {incidents.isSuccess && items.length === 0 && (
        <Text c="dimmed">
          Nothing has happened yet. Send an alert to /api/v1/alerts/auto with an integration's token
          and it will show up here.
        </Text>
      )}
      {items.length > 0 && (
        <Table highlightOnHover className="rows">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Severity</Table.Th>
              <Table.Th>Incident</Table.Th>
              <Table.Th>Client</Table.Th>
              <Table.Th>Status</Table.Th>
              <Table.Th>Detected</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((incident) => (
              <Table.Tr key={incident.id}>
                <Table.Td>
                  <SeverityBadge severity={incident.severity} />
                </Table.Td>
                <Table.Td className="preserve">
                  <Link to="/incidents/$id" params={{ id: incident.id }}>
                    #{incident.number}
                  </Link>{" "}
                  {incident.title}
                </Table.Td>
                <Table.Td>{incident.organisation}</Table.Td>
                <Table.Td>
                  <Badge variant="default">{words(incident.status)}</Badge>
                </Table.Td>
                <Table.Td>
                  <When at={incident.detectedAt} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {incidents.hasNextPage && (
        <Group justify="center" mt="md">
          <Button
            variant="default"
            loading={incidents.isFetchingNextPage}
            onClick={() => incidents.fetchNextPage()}
          >
            Show older ones
          </Button>
        </Group>
      )}
    </>
  );
}
