import { useTranslations } from "use-intl";

/** Codes of the interface, such as `awaiting_approval` or `block_ip`, as people say them. */
export function useWords(): (code: string) => string {
  const t = useTranslations("parts.codes");
  return (code) =>
    t.has(code as never)
      ? t(code as never)
      : code
          .replaceAll(/[_-]/g, " ")
          .replace(/\b(ip|url)\b/, (abbreviation) => abbreviation.toUpperCase());
}
