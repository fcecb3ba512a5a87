import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";

type Field = Schemas["ConnectorTypeShown"]["fields"][number];

/** What the pages say of a kind of connector: each in a folder of its own under `connectors/`, named by its type. */
export interface ConnectorWords {
  name: string;
  fields?: Record<string, { label?: string; help?: string; options?: Record<string, string> }>;
}

/** What kinds of connectors are called. */
export function useConnectorNames(): (type: string) => string {
  const t = useTranslations("connectorTypes");
  return (type) => (t.has(`${type}.name` as never) ? t(`${type}.name` as never) : type);
}

/** What the fields of a kind of connector and their choices are called; in the server's words where there are none. */
export function useConnectorWords(type: string) {
  const t = useTranslations("connectorTypes");
  const said = (key: string, otherwise: string) =>
    t.has(`${type}.${key}` as never) ? t(`${type}.${key}` as never) : otherwise;
  return {
    label: (field: Field) => said(`fields.${field.name}.label`, field.label),
    help: (field: Field) => said(`fields.${field.name}.help`, field.help),
    option: (field: Field, option: string) =>
      said(`fields.${field.name}.options.${option}`, option),
  };
}
