package io.cordon.bench;

import java.util.List;

/** Alerts that no product has sent: values of the documentation ranges, and names under {@code .example}. */
final class InventedAlerts {

    private static final List<String> SEVERITIES =
            List.of("informational", "low", "low", "low", "medium", "medium", "informational");

    /** Titles of what is kept and watched, with the host in some. */
    private static final List<String> QUIET = List.of(
            "Backup finished on %s",
            "Time of %s is off by a minute",
            "Software update delayed on %s",
            "Vulnerability scan finished on %s",
            "Certificate expires soon on %s",
            "New device seen: %s",
            "Disk nearly full on %s",
            "Removable drive attached to %s",
            "Sign-in from a new browser",
            "Firewall rule changed on %s",
            "Print server restarted",
            "Account locked for a while");

    private static final List<String> SIGNATURES = List.of(
            "ET INFO Observed DNS Query to .test TLD",
            "ET POLICY Outbound connection to a file sharing service",
            "ET SCAN Unusual number of connections to one port",
            "ET WEB_SERVER Possible SQL Injection Attempt UNION SELECT");

    /** Titles of what opens an incident, each with its severity. */
    private static final List<List<String>> LOUD = List.of(
            List.of("Ransomware note written", "critical"),
            List.of("AWS RDS Snapshot Shared", "medium"),
            List.of("LockBit behaviour on a file server", "high"),
            List.of("Phishing reported by user", "low"),
            List.of("Mimikatz credential dumping", "high"),
            List.of("Strange thing on %s", "high"));

    private InventedAlerts() {}

    /** An alert as its source writes it. */
    record Alert(String source, String json) {}

    static Alert quiet(int n) {
        return switch (n % 4) {
            case 0 -> suricata(n);
            case 1 -> wazuh(n);
            default -> generic(n, QUIET.get(n / 4 % QUIET.size()), SEVERITIES.get(n / 7 % SEVERITIES.size()), host(n));
        };
    }

    static Alert loud(int n) {
        List<String> told = LOUD.get(n / 50 % LOUD.size());
        // A machine and a person of its own for each: it joins no other.
        return generic(n, told.getFirst(), told.getLast(), "pc-" + n);
    }

    private static Alert generic(int n, String title, String severity, String host) {
        return new Alert(
                "generic", """
                    {"id":"g-%d","title":"%s","severity":"%s","host":"%s","user":"user-%d","src_ip":"2001:db8::%x:%x",\
                    "message":"Seen by the agent of %s at step %d; the person who works there was told nothing yet.",\
                    "url":"https://www-%d.example/downloads/setup.exe","product":"Invented Endpoint 4"}\
                    """.formatted(n, title.formatted(host), severity, host, n, n >> 16, n & 0xffff, host, n, n));
    }

    private static Alert suricata(int n) {
        String signature = SIGNATURES.get(n / 4 % SIGNATURES.size());
        return new Alert("suricata-eve", """
            {"timestamp":"2026-05-04T09:15:31.%06d+0000","flow_id":%d,"in_iface":"eth0","event_type":"alert",\
            "src_ip":"10.0.%d.%d","src_port":%d,"dest_ip":"2001:db8::1:%x","dest_port":443,"proto":"TCP",\
            "alert":{"action":"allowed","gid":1,"signature_id":%d,"rev":2,"severity":3,"signature":"%s",\
            "category":"Misc activity"},"direction":"to_server","app_proto":"tls","host":"sensor-%d",\
            "flow":{"pkts_toserver":12,"pkts_toclient":9,"bytes_toserver":2310,"bytes_toclient":4521}}\
            """.formatted(
                        n % 1_000_000,
                        n,
                        n / 4 % 250,
                        n / 1000 % 250 + 1,
                        1024 + n % 60_000,
                        n & 0xffff,
                        2030000 + n / 4 % SIGNATURES.size(),
                        signature,
                        n % 3));
    }

    private static Alert wazuh(int n) {
        return new Alert("wazuh", """
            {"timestamp":"2026-05-04T09:15:31.000+0000","id":"1777886131.%d","manager":{"name":"manager-1"},\
            "rule":{"level":%d,"description":"%s","id":"%d","groups":["syslog","stock"],"firedtimes":%d},\
            "agent":{"id":"%03d","name":"%s","ip":"10.1.%d.%d"},"decoder":{"name":"stock"},\
            "full_log":"May  4 09:15:31 %s stock[%d]: a line like any other","location":"/var/log/stock"}\
            """.formatted(
                        n,
                        3 + n / 4 % 8,
                        "Service restarted unexpectedly",
                        5500 + n / 4 % 40,
                        n % 90,
                        n % 900,
                        host(n),
                        n / 4 % 250,
                        n / 1000 % 250 + 1,
                        host(n),
                        n));
    }

    private static String host(int n) {
        return (n % 3 == 0 ? "srv-" : "ws-") + n % 3_000;
    }
}
