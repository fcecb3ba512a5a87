import { Button, Radio, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { Trouble } from "../../parts/Trouble";
import { useWords } from "../../parts/words";
import { authorityQuery } from "./queries";
import classes from "./StartPage.module.css";
import { useWriting } from "./useWriting";

type Grant = Schemas["AuthorityEntry"];

const ASKED = ["isolate_host", "disable_account", "revoke_sessions", "quarantine_email"] as const;
const BLOCKS = ["block_ip", "block_domain", "block_url"] as const;

const automatic = (verb: string): Grant => ({
  verb,
  mode: "automatic",
  approvers: { client: 0, provider: 0 },
  assets: "*",
  hours: "always",
  maxPerHour: 20,
  expires: null,
});

const asked = (verb: string): Grant => ({
  verb,
  mode: "approval",
  approvers: { client: 1, provider: 0 },
  assets: "*",
  hours: "always",
  maxPerHour: 20,
  expires: null,
});

/** Sensible beginnings, the most careful one first. */
const PRESETS = {
  watch: [] as Grant[],
  ask: [...BLOCKS, ...ASKED].map(asked),
  block: [...BLOCKS.map(automatic), ...ASKED.map(asked)],
};

type Preset = keyof typeof PRESETS;

/** What Cordon may do to the client's systems. Nothing is automatic unless somebody says so here. */
export function AuthorityStep({ org }: { org: string }) {
  const t = useTranslations("start.authority");
  const words = useWords();
  const authority = useQuery(authorityQuery(org));
  const [preset, setPreset] = useState<Preset>("ask");
  const grant = useWriting(org, "authority", () => t("granted"));
  const standing = authority.data && authority.data.version > 0 ? authority.data.grants : undefined;
  return (
    <>
      <p className={classes.text}>{t("text")}</p>
      {(authority.error ?? grant.error) && (
        <Trouble error={(authority.error ?? grant.error) as Error} />
      )}
      {standing && (
        <p className={classes.text}>
          {t("now")}{" "}
          {standing.length === 0
            ? t("nothing")
            : standing
                .map((one) => `${words(one.verb)}: ${t(`modes.${mode(one.mode)}`)}`)
                .join("; ")}
        </p>
      )}
      <Radio.Group
        label={t("which")}
        value={preset}
        onChange={(value) => setPreset(value as Preset)}
      >
        <Stack gap="xs" my="sm">
          {(Object.keys(PRESETS) as Preset[]).map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(`presets.${one}.name`)}
              description={t(`presets.${one}.text`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {standing && standing.length > 0 && <p className={classes.warn}>{t("replaces")}</p>}
      <Button
        loading={grant.isPending}
        disabled={!authority.data}
        onClick={() =>
          grant.mutate({
            contents: { grants: PRESETS[preset] },
            version: authority.data?.version ?? 0,
          })
        }
      >
        {t("grant")}
      </Button>
      <p className={classes.more}>
        <Link to={`/clients/${org}`} search={{ tab: "authority" } as never}>
          {t("finer")}
        </Link>
      </p>
    </>
  );
}

function mode(code: string): "automatic" | "approval" | "never" {
  return code === "automatic" || code === "approval" ? code : "never";
}
