/** A code of the interface, such as `awaiting_approval` or `block_ip`, as people say it. */
export function words(code: string): string {
  return code
    .replaceAll(/[_-]/g, " ")
    .replace(/\b(ip|url)\b/, (abbreviation) => abbreviation.toUpperCase());
}
