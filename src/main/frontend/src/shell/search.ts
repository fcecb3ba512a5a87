/** What stands behind the question mark of an address, as the texts that it is: `?q=123` is what somebody looks for. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** The same as an address has it; what is not there is left out. */
export function stringifySearch(search: Record<string, unknown>): string {
  const said = Object.entries(search).flatMap(([key, value]) =>
    value === undefined || value === null ? [] : [[key, String(value)]],
  );
  return said.length === 0 ? "" : `?${new URLSearchParams(said)}`;
}
