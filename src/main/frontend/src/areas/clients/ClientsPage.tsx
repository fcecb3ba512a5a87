import { Loader, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { useWords } from "../../parts/words";
import { organisationsQuery } from "./queries";

/** Every organisation in reach. */
export function ClientsPage() {
  const t = useTranslations("clients");
  const words = useWords();
  const organisations = useQuery(organisationsQuery);
  return (
    <>
      <h1>{t("title")}</h1>
      {organisations.error && <Trouble error={organisations.error} />}
      {organisations.isPending && <Loader aria-label={t("loading")} />}
      {organisations.data && (
        <Table maw="56rem" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("name")}</Table.Th>
              <Table.Th>{t("kind")}</Table.Th>
              <Table.Th>{t("zone")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {organisations.data.items.map((organisation) => (
              <Table.Tr key={organisation.id}>
                <Table.Td>
                  <Link to={`/clients/${organisation.id}`}>
                    <Said text={organisation.name} />
                  </Link>
                </Table.Td>
                <Table.Td>{words(organisation.kind)}</Table.Td>
                <Table.Td>{organisation.timeZone}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}
