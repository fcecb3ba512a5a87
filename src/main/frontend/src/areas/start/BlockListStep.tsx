import { Button, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Trouble } from "../../parts/Trouble";
import { When } from "../../parts/When";
import { blockListsQuery } from "../clients/queries";
import { tokensQuery } from "./queries";
import { Snippet } from "./Snippet";
import classes from "./StartPage.module.css";
import { BLOCK_LISTS, useIntegrationToken } from "./tokens";

const LISTS = ["ip", "domain", "url"] as const;
const FIREWALLS = ["opnsense", "pfsense", "fortigate", "paloalto", "nftables"] as const;

/** The lists that firewalls pull: blocking that needs no access to any firewall. */
export function BlockListStep({ org }: { org: string }) {
  const t = useTranslations("start.blockList");
  const tokens = useQuery(tokensQuery(org));
  const lists = useQuery(blockListsQuery(org));
  const make = useIntegrationToken(org);
  const [firewall, setFirewall] = useState<(typeof FIREWALLS)[number]>("opnsense");
  const standing = tokens.data?.find((token) => token.name === BLOCK_LISTS);
  const address = (list: string) => `${window.location.origin}/edl/${org}/${list}.txt`;
  const secret = make.data?.token;
  const error = tokens.error ?? lists.error ?? make.error;
  const pulled = lists.data?.items
    .flatMap((list) => list.pulledAt ?? [])
    .sort()
    .at(-1);
  return (
    <>
      <p className={classes.text}>{t("text")}</p>
      {error && <Trouble error={error} />}
      {LISTS.map((list) => (
        <Snippet key={list} text={address(list)} what={t(`lists.${list}`)} />
      ))}
      {secret ? (
        <div className={classes.once}>
          <p>{t("once")}</p>
          <Snippet text={secret} what={t("token")} />
        </div>
      ) : (
        <p>
          {standing && lists.data && !pulled && <span className={classes.text}>{t("never")} </span>}
          {pulled && (
            <span className={classes.text}>
              {t("lastPulled")} <When at={pulled} />{" "}
            </span>
          )}
          <Button
            variant={standing ? "default" : "filled"}
            size={standing ? "xs" : "sm"}
            loading={make.isPending}
            onClick={() => make.mutate(BLOCK_LISTS)}
          >
            {standing ? t("another") : t("make")}
          </Button>
        </p>
      )}
      <Select
        label={t("firewall")}
        maw="20rem"
        my="sm"
        allowDeselect={false}
        data={FIREWALLS.map((value) => ({ value, label: t(`firewalls.${value}`) }))}
        value={firewall}
        onChange={(value) => setFirewall((value ?? "opnsense") as (typeof FIREWALLS)[number])}
      />
      <Snippet
        text={lines(firewall, address("ip"), secret ?? t("yourToken"))}
        what={t("lines", { firewall: t(`firewalls.${firewall}`) })}
      />
    </>
  );
}

/** What the firewall is told, after the documentation of its maker; any name goes with the token. */
function lines(firewall: (typeof FIREWALLS)[number], address: string, token: string): string {
  switch (firewall) {
    case "opnsense":
      return `Firewall > Aliases > +
  Name:              cordon_block
  Type:              URL Table (IPs)
  Refresh Frequency: 0 days 0.05 hours
  Content:           ${address}
  Authorization:     Basic, cordon, ${token}
Firewall > Rules: block from LAN to cordon_block, and from WAN by cordon_block`;
    case "pfsense":
      return `Firewall > pfBlockerNG > IP > IPv4 > Add
  Format:    Auto
  State:     ON
  Source:    ${address.replace("://", `://cordon:${token}@`)}
  Header:    cordon
  Action:    Deny Both
  Frequency: Every hour`;
    case "fortigate":
      return `config system external-resource
    edit "cordon-ip"
        set type address
        set resource "${address}"
        set username "cordon"
        set password "${token}"
        set refresh-rate 1
    next
end`;
    case "paloalto":
      return `set external-list cordon-ip type ip url ${address}
set external-list cordon-ip type ip auth username cordon
set external-list cordon-ip type ip auth password ${token}
set external-list cordon-ip type ip recurring five-minute`;
    case "nftables":
      return `# Once, and in /etc/nftables.conf, so that it is there after a restart:
add table inet cordon
add set inet cordon block4 { type ipv4_addr; flags interval; auto-merge; }
add set inet cordon block6 { type ipv6_addr; flags interval; auto-merge; }
add chain inet cordon input { type filter hook input priority -10; }
add chain inet cordon forward { type filter hook forward priority -10; }
add rule inet cordon input ip saddr @block4 drop
add rule inet cordon input ip6 saddr @block6 drop
add rule inet cordon forward ip saddr @block4 drop
add rule inet cordon forward ip daddr @block4 drop
add rule inet cordon forward ip6 saddr @block6 drop
add rule inet cordon forward ip6 daddr @block6 drop

#!/bin/sh
# /usr/local/sbin/cordon-block, every minute by a timer or by cron.
# Only a whole list is loaded, at one stroke: where the server cannot be reached, what is blocked stays blocked.
dir=$(mktemp -d) || exit 1
trap 'rm -r "$dir"' EXIT
code=$(curl --fail -sS --max-time 30 -u 'cordon:${token}' -o "$dir/list" -w '%{http_code}' \\
  ${address}) &&
  test "$code" = 200 &&
  ! grep -qv '^[0-9a-fA-F.:/]*$' "$dir/list" &&
  {
    echo 'flush set inet cordon block4'
    echo 'flush set inet cordon block6'
    sed -n -e 's|.*:.*|add element inet cordon block6 { & }|p' \\
      -e 's|^[0-9./]\\{1,\\}$|add element inet cordon block4 { & }|p' "$dir/list"
  } > "$dir/nft" &&
  nft -f "$dir/nft"`;
  }
}
