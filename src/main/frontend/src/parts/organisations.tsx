import { Select } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, body } from "../api/request";

/** Every organisation in reach. */
export const organisationsQuery = queryOptions({
  queryKey: ["organisations"],
  queryFn: () => body(api.GET("/api/v1/organisations", { params: { query: { limit: 500 } } })),
});

/** Chooses one of them, or all where `all` says what that is called. */
export function OrganisationSelect({
  label,
  all,
  value,
  onChange,
}: {
  label: string;
  all?: string;
  value: string | null;
  onChange: (organisation: string | null) => void;
}) {
  const organisations = useQuery(organisationsQuery);
  return (
    <Select
      aria-label={label}
      {...(all ? { placeholder: all, clearButtonProps: { "aria-label": all } } : {})}
      data={(organisations.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      searchable
      clearable={all !== undefined}
      allowDeselect={all !== undefined}
      value={value}
      onChange={onChange}
    />
  );
}
