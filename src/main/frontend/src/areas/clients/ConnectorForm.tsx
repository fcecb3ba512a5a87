import {
  Button,
  Checkbox,
  Group,
  NumberInput,
  PasswordInput,
  Select,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
} from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { api, Refusal, type Schemas } from "../../api/request";
import { useChange } from "../../parts/change";
import { Dialog } from "../../parts/Dialog";
import { Told, Trouble } from "../../parts/Trouble";
import { useWords } from "../../parts/words";
import { useConnectorNames, useConnectorWords } from "./connectorWords";

type Connector = Schemas["ConnectorShown"];
type Type = Schemas["ConnectorTypeShown"];
type SettingField = Type["fields"][number];
type Value = string | number | boolean | string[];

/** How a connector is set up: the fields that its type asks for. Secrets are written here and never read back. */
export function ConnectorForm({
  org,
  connector,
  types,
  onClose,
}: {
  org: string;
  connector: Connector | null;
  types: Type[];
  onClose: () => void;
}) {
  const t = useTranslations("clients.connectors");
  const words = useWords();
  const names = useConnectorNames();
  const [name, setName] = useState(connector?.name ?? "");
  const [typeName, setTypeName] = useState(connector?.type ?? types[0]?.type ?? "");
  const type = types.find((known) => known.type === typeName);
  const [values, setValues] = useState<Record<string, Value>>(
    () => (connector?.settings ?? {}) as Record<string, Value>,
  );
  const save = useChange(
    () =>
      api.PUT("/api/v1/organisations/{org}/connectors/{name}", {
        params: {
          path: { org, name: name.trim() },
          header: { "If-Match": `"${connector?.version ?? 0}"` },
        },
        body: {
          type: typeName,
          settings: written(type, values, false),
          secrets: written(type, values, true) as Record<string, string>,
          enabled: connector?.enabled ?? true,
        },
      }),
    { shownBy: ["connectors", "gaps"], done: () => t("saved", { name }), after: onClose },
  );
  const findings = save.error instanceof Refusal ? save.error.findings : [];
  const shownBeside = new Set(["name", ...(type?.fields ?? []).map((field) => place(field))]);
  const told = (field: string) => {
    const found = findings.find((finding) => finding.field === field);
    return found && <Told text={found.message} />;
  };
  const elsewhere =
    save.error && (findings.length === 0 || findings.some((one) => !shownBeside.has(one.field)));
  const moved =
    connector !== null &&
    (type?.fields ?? []).some(
      (field) =>
        field.destination &&
        (connector.settings as Record<string, Value>)[field.name] !== values[field.name],
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      title={connector ? t("editOne", { name: connector.name }) : t("add")}
    >
      <form onSubmit={submit} autoComplete="off">
        <Stack gap="sm">
          {elsewhere && save.error && <Trouble error={save.error} />}
          {connector === null && (
            <>
              <Select
                label={t("type")}
                data={types.map((known) => ({
                  value: known.type,
                  label: `${names(known.type)} (${known.verbs.map(words).join(", ")})`,
                }))}
                allowDeselect={false}
                value={typeName}
                onChange={(chosen) => {
                  setTypeName(chosen ?? typeName);
                  setValues({});
                }}
              />
              <TextInput
                label={t("name")}
                description={t("nameHint")}
                required
                data-autofocus
                error={told("name")}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
            </>
          )}
          {type?.fields.map((field) => (
            <SettingInput
              key={`${typeName} ${field.name}`}
              type={typeName}
              field={field}
              value={values[field.name]}
              kept={!moved && (connector?.secretsKept.includes(field.name) ?? false)}
              error={told(place(field))}
              onChange={(value) => setValues({ ...values, [field.name]: value })}
            />
          ))}
          {moved && <p role="status">{t("secretsAgain")}</p>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ""}>
              {t("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** Where the server's findings say that a field is. */
function place(field: SettingField): string {
  return `${field.secret ? "secrets" : "settings"}.${field.name}`;
}

/** What is written of the settings or of the secrets: what somebody has filled in. */
function written(
  type: Type | undefined,
  values: Record<string, Value>,
  secret: boolean,
): Record<string, Value> {
  return Object.fromEntries(
    (type?.fields ?? [])
      .filter((field) => field.secret === secret)
      .flatMap((field) => {
        const value = values[field.name];
        return value === undefined || value === "" ? [] : [[field.name, value] as const];
      }),
  );
}

function SettingInput({
  type,
  field,
  value,
  kept,
  error,
  onChange,
}: {
  type: string;
  field: SettingField;
  value: Value | undefined;
  kept: boolean;
  error: ReactNode;
  onChange: (value: Value) => void;
}) {
  const t = useTranslations("clients.connectors");
  const words = useConnectorWords(type);
  const otherwise = field.otherwise ?? undefined;
  const common = {
    label: words.label(field),
    description: words.help(field) || undefined,
    error,
    required: field.required && !kept,
    placeholder: kept ? t("secretKept") : otherwise,
  };
  const text = typeof value === "string" ? value : "";
  if (field.lines) {
    return (
      <Textarea
        {...common}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (field.secret) {
    return (
      <PasswordInput
        {...common}
        autoComplete="new-password"
        value={text}
        visibilityToggleButtonProps={{ "aria-label": t("showTyped") }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  switch (field.type) {
    case "number":
      return (
        <NumberInput
          {...common}
          value={value === undefined ? "" : Number(value)}
          onChange={(number) => onChange(number)}
        />
      );
    case "boolean":
      return (
        <Checkbox
          label={words.label(field)}
          description={words.help(field) || undefined}
          error={error}
          checked={(value ?? otherwise === "true") === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case "choice":
      return (
        <Select
          {...common}
          data={field.options.map((option) => ({
            value: option,
            label: words.option(field, option),
          }))}
          allowDeselect={!field.required}
          value={text === "" ? (otherwise ?? null) : text}
          onChange={(chosen) => onChange(chosen ?? "")}
        />
      );
    case "list":
      return (
        <TagsInput
          {...common}
          acceptValueOnBlur
          value={Array.isArray(value) ? value : []}
          onChange={onChange}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          spellCheck={false}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
