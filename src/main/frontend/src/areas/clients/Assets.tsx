import { Button, Group, TextInput } from "@mantine/core";
import { IconDownload, IconPlus, IconSearch, IconUpload } from "@tabler/icons-react";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { Empty } from "../../parts/Empty";
import { NotYet } from "../../parts/NotYet";
import { Panel } from "../../parts/Panel";
import { AssetDialog } from "./AssetDialog";
import { AssetList } from "./AssetList";
import { assetsAsCsv } from "./assetsCsv";
import { DocumentFoot, useDocument } from "./document";
import { ImportAssets } from "./ImportAssets";
import { Intro } from "./Intro";

export type Asset = Schemas["AssetsEntry"];

/** What there is, so that an address in an alert becomes a machine with a name. */
export function AssetsPanel({ org }: { org: string }) {
  const t = useTranslations("clients.assets");
  const edited = useDocument(org, "assets");
  const [wanted, setWanted] = useState("");
  const looked = useDeferredValue(wanted.trim().toLowerCase());
  const [editing, setEditing] = useState<Asset | "new" | null>(null);
  const [importing, setImporting] = useState(false);
  const assets = edited.contents?.assets;
  const shown = useMemo(
    () =>
      looked === ""
        ? (assets ?? [])
        : (assets ?? []).filter((asset) => says(asset).includes(looked)),
    [assets, looked],
  );
  if (!assets) {
    return <NotYet error={edited.error} label={t("title")} />;
  }
  const put = (before: Asset | "new", after: Asset | null) => {
    const rest = after === null ? [] : [after];
    edited.change({
      assets:
        before === "new"
          ? [...assets, ...rest]
          : assets.flatMap((asset) => (asset === before ? rest : [asset])),
    });
    setEditing(null);
  };
  return (
    <Panel
      title={t("title")}
      tight
      aside={
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
            disabled={assets.length === 0}
            onClick={() => void download(assets, `${org}-assets.csv`)}
          >
            {t("export")}
          </Button>
          {edited.mayEdit && (
            <>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconUpload size={14} aria-hidden />}
                disabled={edited.changed}
                title={edited.changed ? t("saveFirst") : undefined}
                onClick={() => setImporting(true)}
              >
                {t("import")}
              </Button>
              <Button
                size="xs"
                leftSection={<IconPlus size={14} aria-hidden />}
                onClick={() => setEditing("new")}
              >
                {t("add")}
              </Button>
            </>
          )}
        </Group>
      }
    >
      <Intro>{t("text")}</Intro>
      {assets.length === 0 ? (
        <Empty title={t("none")}>{t("noneText")}</Empty>
      ) : (
        <>
          <TextInput
            size="xs"
            maw="22rem"
            mb="xs"
            type="search"
            label={t("find")}
            leftSection={<IconSearch size={14} aria-hidden />}
            description={t("count", { shown: shown.length, all: assets.length })}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
          <AssetList
            assets={shown}
            label={t("title")}
            onOpen={edited.mayEdit ? setEditing : undefined}
          />
        </>
      )}
      <DocumentFoot edited={edited} />
      {editing !== null && (
        <AssetDialog
          asset={editing === "new" ? null : editing}
          taken={assets.filter((asset) => asset !== editing).map((asset) => asset.id)}
          onClose={() => setEditing(null)}
          onPut={(asset) => put(editing, asset)}
        />
      )}
      {importing && edited.stored && (
        <ImportAssets
          org={org}
          current={edited.stored.assets}
          version={edited.stored.version}
          onClose={() => setImporting(false)}
        />
      )}
    </Panel>
  );
}

function says(asset: Asset): string {
  return [asset.id, asset.kind, asset.class, asset.owner, ...asset.names, ...asset.addresses]
    .join(" ")
    .toLowerCase();
}

async function download(assets: Asset[], name: string) {
  const file = new Blob([await assetsAsCsv(assets)], { type: "text/csv;charset=utf-8" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
