import { useQuery } from "@tanstack/react-query";
import { organisationsQuery } from "./organisations";
import { Said } from "./Said";

/** What an organisation is called, by its id; the id itself where it is not known. */
export function useOrganisationName(): (id: string) => string {
  const found = useQuery(organisationsQuery).data?.items;
  return (id) => found?.find((one) => one.id === id)?.name ?? id;
}

/** An organisation by its name. */
export function ClientName({ id }: { id: string }) {
  const name = useOrganisationName();
  return (
    <span title={id}>
      <Said text={name(id)} />
    </span>
  );
}
