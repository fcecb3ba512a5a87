package io.cordon.response.connector.catalog;

import inet.ipaddr.IPAddress;
import io.cordon.api.Finding;
import io.cordon.response.connector.Secret;
import io.cordon.response.connector.Setting;
import io.cordon.response.connector.outbound.OutboundSsh;
import java.util.ArrayList;
import java.util.List;

/** Where a gateway is, and which of its sets hold what is blocked. */
record NftablesSettings(
        @Setting(label = "Host", help = "The gateway's name or address")
        String host,

        @Setting(label = "Port", otherwise = "22") int port,
        @Setting(label = "User") String user,

        @Setting(label = "Host key", help = "The gateway's public key, one line as ssh-keyscan shows it")
        String hostKey,

        @Setting(label = "Table", help = "Of family inet", otherwise = "soar")
        String table,

        @Setting(label = "Set for IPv4", otherwise = "block4")
        String set4,

        @Setting(label = "Set for IPv6", otherwise = "block6")
        String set6,

        @Setting(label = "Through sudo", otherwise = "false")
        boolean sudo,

        @Setting(label = "Private key", help = "In OpenSSH's format, without a passphrase", lines = true)
        Secret privateKey) {

    // NB: these names become part of commands.
    private static final String NAME = "[A-Za-z][A-Za-z0-9_]{0,31}";

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        name(findings, "table", table);
        name(findings, "set4", set4);
        name(findings, "set6", set6);
        if (port < 1 || port > 65535) {
            findings.add(new Finding("port", "Expected a port from 1 to 65535, but got " + port + "."));
        }
        try {
            OutboundSsh.hostKey(hostKey);
        } catch (IllegalArgumentException e) {
            findings.add(new Finding("hostKey", String.valueOf(e.getMessage())));
        }
        try {
            OutboundSsh.privateKey(privateKey.reveal());
        } catch (IllegalArgumentException e) {
            findings.add(new Finding("privateKey", String.valueOf(e.getMessage())));
        }
        return findings;
    }

    OutboundSsh.Login login() {
        return new OutboundSsh.Login(
                host, port, user, OutboundSsh.hostKey(hostKey), OutboundSsh.privateKey(privateKey.reveal()));
    }

    /** The set for addresses of this kind, as nft is told it: {@code inet table set}. */
    String set(IPAddress address) {
        return "inet " + named(table) + " " + named(setName(address));
    }

    String setName(IPAddress address) {
        return address.isIPv4() ? set4 : set6;
    }

    private static void name(List<Finding> findings, String field, String value) {
        if (!value.matches(NAME)) {
            findings.add(new Finding(field, "Expected letters, digits and _, 32 at most, but got '" + value + "'."));
        }
    }

    private static String named(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalStateException("Expected a name that findings() lets pass, but got '" + name + "'");
        }
        return name;
    }
}
