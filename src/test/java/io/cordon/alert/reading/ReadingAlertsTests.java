package io.cordon.alert.reading;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.alert.EntityKind;
import io.cordon.alert.ReadAlert;
import io.cordon.alert.ReadAlert.State;
import io.cordon.alert.Reading;
import io.cordon.organisation.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingAlertsTests {

    private static final Instant MOMENT = Instant.parse("2026-03-02T10:14:58.221126Z");

    @Test
    void theShippedMappingsAreInOrder() {
        assertThat(Mappings.SHIPPED.current().findings()).isEmpty();
        assertThat(Mappings.SHIPPED.current().byName())
                .containsOnlyKeys(
                        "aws-cloudtrail",
                        "azure-log",
                        "gcp-audit",
                        "generic",
                        "ocsf",
                        "okta-system-log",
                        "suricata-eve",
                        "wazuh");
    }

    @Test
    void readsSuricata() {
        ReadAlert alert = Fixtures.read("suricata-eve", "suricata-eve.json");
        assertThat(alert.title()).isEqualTo("ET MALWARE Win32/Ransom.Example CnC Checkin");
        assertThat(alert.time()).isEqualTo(MOMENT);
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.signature()).isEqualTo("2024217");
        assertThat(alert.techniques()).containsExactly("T1071");
        assertThat(alert.attackers())
                .contains("203.0.113.7", "c2.evil.example", "http://c2.evil.example/gate.php?id=1")
                .doesNotContain("10.0.0.12");
        assertThat(alert.targets()).containsExactly("10.0.0.12");
        assertThat(alert.entities().of(EntityKind.IP)).containsExactly("203.0.113.7", "10.0.0.12");
        assertThat(alert.entities().of(EntityKind.HASH)).hasSize(1);
        assertThat(alert.signals()).contains("ransomware", "http", "malware command and control activity detected");
        assertThat(alert.attributes()).containsEntry("http.http_method", "POST").containsEntry("dest_port", "80");
        assertThat(alert.blocked()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // from, port, to, port, direction, attacker
        "198.51.100.9, 40000, 10.0.0.5, 80, to_server, 198.51.100.9",
        "10.0.0.5, 50000, 198.51.100.9, 443, to_server, 198.51.100.9",
        "10.0.0.5, 80, 198.51.100.9, 40000, to_client, 198.51.100.9",
        "10.0.0.8, 50000, 10.0.0.5, 445, to_server, 10.0.0.8",
        "10.0.0.5, 445, 10.0.0.8, 50000, to_client, 10.0.0.8",
        "10.0.0.5, 445, 10.0.0.8, 50000, , 10.0.0.8",
        "198.51.100.9, 40000, 203.0.113.80, 443, to_server, 198.51.100.9",
        "2001:DB8:0:0::9, 40000, fd00::5, 80, to_server, 2001:db8::9",
    })
    void theAttackerOfAFlowIsWhoIsNotOursElseWhoBeganIt(
            String from, int fromPort, String to, int toPort, String direction, String attacker) {
        ReadAlert alert = Fixtures.readText("suricata-eve", """
            {"timestamp":"2026-03-02T10:14:58.221126+0000","event_type":"alert","src_ip":"%s","src_port":%d,
             "dest_ip":"%s","dest_port":%d,"direction":"%s","alert":{"signature":"ET X","severity":2}}
            """.formatted(from, fromPort, to, toPort, direction));
        assertThat(alert.attackers()).containsExactly(attacker);
        assertThat(alert.targets()).hasSize(1).doesNotContain(attacker);
    }

    @Test
    void aNameThatOutsidersAskUsForIsNotTheAttackers() {
        ReadAlert alert = Fixtures.readText("suricata-eve", """
            {"timestamp":"2026-03-02T10:14:58.221126+0000","event_type":"alert","src_ip":"198.51.100.9","src_port":40000,
             "dest_ip":"10.0.0.5","dest_port":80,"alert":{"signature":"ET SCAN","severity":2},
             "http":{"hostname":"www.acme.example","url":"/admin"},"dns":{"rrname":"acme.example"}}
            """);
        assertThat(alert.entities().of(EntityKind.DOMAIN)).containsExactly("www.acme.example", "acme.example");
        assertThat(alert.attackers()).containsExactly("198.51.100.9");
    }

    @Test
    void nobodysAddressesAreNoEntities() {
        ReadAlert alert = Fixtures.readText("suricata-eve", """
            {"timestamp":"2026-03-02T10:14:58.221126+0000","event_type":"alert","src_ip":"0.0.0.0",
             "dest_ip":"255.255.255.255","alert":{"signature":"ET DHCP","severity":3}}
            """);
        assertThat(alert.entities().isEmpty()).isTrue();
        assertThat(alert.attackers()).isEmpty();
    }

    @Test
    void readsWazuh() {
        ReadAlert alert = Fixtures.read("wazuh", "wazuh.json");
        assertThat(alert.title()).isEqualTo("sshd: brute force, then a successful login.");
        assertThat(alert.sourceId()).isEqualTo("1772446498.1549653");
        assertThat(alert.time()).isEqualTo(Instant.parse("2026-03-02T10:14:58.905Z"));
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(alert.techniques()).containsExactly("T1078", "T1110.001");
        assertThat(alert.attackers()).containsExactly("198.51.100.23");
        assertThat(alert.targets()).containsExactlyInAnyOrder("10.0.0.7", "WEB-01", "anna");
        assertThat(alert.entities().of(EntityKind.HOST)).containsExactly("WEB-01");
        assertThat(alert.signals()).contains("attacks", "authentication_failures");
    }

    @ParameterizedTest
    @CsvSource({"0,LOW", "6,LOW", "7,MEDIUM", "11,MEDIUM", "12,HIGH", "14,HIGH", "15,CRITICAL", "16,CRITICAL"})
    void wazuhsLevelsAreInTheBandsOfItsDashboard(int level, Severity severity) {
        ReadAlert alert =
                Fixtures.readText("wazuh", Fixtures.text("wazuh.json").replace("\"level\":12", "\"level\":" + level));
        assertThat(alert.severity()).isEqualTo(severity);
    }

    @Test
    void readsAnOcsfDetectionFinding() {
        ReadAlert alert = Fixtures.read("ocsf", "ocsf-detection.json");
        assertThat(alert.title()).isEqualTo("Ransomware behaviour on FS-01");
        assertThat(alert.sourceId()).isEqualTo("f-0001-2026");
        assertThat(alert.time()).isEqualTo(Instant.parse("2026-03-02T10:14:58Z"));
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.techniques()).containsExactlyInAnyOrder("T1486", "T1059", "T1059.001");
        assertThat(alert.attackers()).contains("203.0.113.66");
        assertThat(alert.targets()).contains("FS-01", "10.0.0.20", "ACME\\svc-backup");
        assertThat(alert.entities().of(EntityKind.EMAIL)).containsExactly("finance@acme.example");
        assertThat(alert.entities().of(EntityKind.URL)).containsExactly("http://pay.evil.example/x");
        assertThat(alert.entities().of(EntityKind.HASH))
                .containsExactly("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(alert.blocked()).isTrue();
    }

    @Test
    void readsAnOcsfSecurityFindingThatIsClosed() {
        ReadAlert alert = Fixtures.read("ocsf", "ocsf-security.json");
        assertThat(alert.title()).isEqualTo("Unusual sign-in");
        assertThat(alert.state()).isEqualTo(State.RESOLVED);
        assertThat(alert.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(alert.entities().of(EntityKind.USER)).containsExactly("ben");
    }

    @Test
    void findsItsWayInWhatNobodyDescribed() {
        ReadAlert alert = Fixtures.read("generic", "unknown-product.json");
        assertThat(alert.title()).isEqualTo("Suspicious PowerShell download");
        assertThat(alert.sourceId()).isEqualTo("a7f0c2b1-9d4e-4c3b-8f10-2b1c0d9e8f7a");
        assertThat(alert.time()).isEqualTo(Instant.parse("2026-03-02T10:14:58.721Z"));
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(alert.signature()).isEqualTo("R-778");
        assertThat(alert.techniques()).containsExactlyInAnyOrder("T1059.001", "T1105");
        assertThat(alert.entities().of(EntityKind.HOST)).contains("WS-042");
        assertThat(alert.entities().of(EntityKind.USER)).contains("ACME\\anna");
        assertThat(alert.entities().of(EntityKind.IP)).containsExactlyInAnyOrder("10.0.0.42", "203.0.113.99");
        assertThat(alert.attackers()).contains("203.0.113.99").doesNotContain("10.0.0.42");
        assertThat(alert.targets()).contains("10.0.0.42", "WS-042");
        assertThat(alert.entities().of(EntityKind.URL)).containsExactly("https://drop.evil.example/a.ps1");
        assertThat(alert.entities().of(EntityKind.HASH)).hasSize(1);
        assertThat(alert.entities().of(EntityKind.FILE)).contains("a.ps1");
        assertThat(alert.entities().of(EntityKind.EMAIL)).containsExactly("anna@acme.example");
    }

    @Test
    void recognisesEachItemByItself() {
        String mixed = "["
                + String.join(
                        ",",
                        Fixtures.text("unknown-product.json"),
                        Fixtures.text("wazuh.json"),
                        Fixtures.text("suricata-eve.json"),
                        Fixtures.text("ocsf-detection.json"))
                + "]";
        List<Reading.Item> items = Fixtures.items("auto", "application/json", mixed.getBytes(StandardCharsets.UTF_8));
        assertThat(items)
                .extracting(item -> ((Reading.Read) item).alert().source())
                .containsExactly("generic", "wazuh", "suricata-eve", "ocsf");
        assertThat(((Reading.Read) items.get(1)).alert().raw())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(Fixtures.text("wazuh.json").strip());
    }

    @Test
    void saysWhatAnItemOfAnotherSourceLacks() {
        List<Reading.Item> items = Fixtures.items(
                "suricata-eve",
                "application/json",
                "{\"event_type\":\"dns\",\"timestamp\":\"x\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(((Reading.Rejected) items.getFirst()).reason())
                .isEqualTo("Expected an alert of suricata-eve, which has event_type to be alert, but this has not.");
    }

    @Test
    void readsLinesOfText() {
        List<Reading.Item> items = Fixtures.items(
                "generic",
                "text/plain; charset=UTF-8",
                "<134>Mar 2 10:14:58 fw1 drop src=198.51.100.4 dst=10.0.0.1 user=anna\n\nsecond line from 192.0.2.7 port 22\n"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(items).hasSize(2);
        ReadAlert first = ((Reading.Read) items.getFirst()).alert();
        assertThat(first.attackers()).containsExactly("198.51.100.4");
        assertThat(first.targets()).containsExactlyInAnyOrder("10.0.0.1", "anna");
        assertThat(((Reading.Read) items.get(1)).alert().attackers()).containsExactly("192.0.2.7");
    }

    @Test
    void secondsWithAFractionAreAMoment() {
        assertThat(Fixtures.readText("generic", "{\"msg\":\"x\",\"ts\":1772446498.740518}")
                        .time())
                .isEqualTo(Instant.parse("2026-03-02T10:14:58.740518Z"));
    }

    @Test
    void theOrderOfKeysMakesNoOtherEvent() {
        ReadAlert one = Fixtures.readText("generic", "{\"title\":\"x\",\"n\":{\"a\":1,\"b\":[2,3]}}");
        ReadAlert other = Fixtures.readText("generic", "{\"n\":{\"b\":[2,3],\"a\":1}, \"title\":\"x\"}");
        ReadAlert third = Fixtures.readText("generic", "{\"n\":{\"b\":[3,2],\"a\":1}, \"title\":\"x\"}");
        assertThat(one.identity()).isEqualTo(other.identity()).isNotEqualTo(third.identity());
    }

    @Test
    void takesNoEventForAnothersBecauseOfAnIdThatStandsForTheProduct() {
        String event = """
            {"Event":{"xmlns":"http://schemas.example/events","System":{
              "Provider":{"Guid":"5770385F-C22A-43E0-BF4C-06F5698FFBD9"},"EventRecordID":%d,"Computer":"%s"},
             "EventData":{"Image":"C:/Windows/%s"}}}
            """;
        ReadAlert one = Fixtures.readText("generic", event.formatted(1, "ws-1", "notepad.exe"));
        ReadAlert other = Fixtures.readText("generic", event.formatted(2, "dc-9", "mimikatz.exe"));

        assertThat(one.identity()).isNotEqualTo(other.identity());
        assertThat(one.identity())
                .isEqualTo(Fixtures.readText("generic", event.formatted(1, "ws-1", "notepad.exe"))
                        .identity());
        assertThat(one.entities().of(EntityKind.URL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failed password for root from 203.0.113.9 port 51122 ssh2",
                "Mar  2 10:14:58 web-1 sshd[77]: Failed password for root from 203.0.113.9 port 51122 ssh2",
                "Mar  2 10:14:58 web-1 sshd[77]: Failed password for invalid user ann from 203.0.113.9 port 5 ssh2",
                "Mar  2 10:14:58 web-1 sshd[7]: message repeated 2 times: [ Failed password for a from 203.0.113.9"
                        + " port 5 ssh2]",
                "2026-03-02T10:14:58.120431+01:00 web-1 sshd-session[77]: Failed password for ann from 203.0.113.9"
                        + " port 5 ssh2",
                "<38>1 2026-03-02T10:14:58Z web-1 sshd 77 - - Invalid user ann from 203.0.113.9 port 5",
                "<38>Mar 12 10:14:58 web-1 sshd[77]: Invalid user  from 203.0.113.9 port 5 [preauth]",
                "sshd[77]: Failed keyboard-interactive/pam for ann from 203.0.113.9 port 5 ssh2",
                "sshd: Failed password for ann from 203.0.113.9",
                "web-1 sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2",
                "<38>web-1 sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2",
                "2026 Nov 21 18:00:00 web-1 sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2",
                "Nov 21 2026 18:00:00 web-1 sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2",
                "Nov 21 18:00:00 2026 web-1 sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2",
                "Sat Nov 21 18:00:00.120 UTC 2026 web-1 sshd[811]: Failed password for root from 203.0.113.9 port 22",
                "21 Nov 2026 18:00:00 web-1 sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2",
                "21/Nov/2026:18:00:00 +0000 web-1 sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2",
                "2026-11-21 18:00:00,123 +0000 web-1 sshd[811]: Failed password for root from 203.0.113.9 port 22",
                "2026-11-21 18:00:00 UTC web-1 sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2",
                "2026/11/21 18:00:00 web-1 sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2",
                "11/21/2026 18:00:00 web-1 sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2",
                "20261121T180000Z web-1 sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2",
                "1795284000 web-1 sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2",
                "1795284000.123456 web-1 sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2",
                "1795284000123 sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2",
                "18:00:00 sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2",
                "2026-11-21T18:00:00Z sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2",
                "2001:db8::1 sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2",
                "<38>1 2026-11-21T18:00:00.003Z web-1 sshd 811 - [a b='c'][d e='f'] \uFEFFFailed password for root from"
                        + " 203.0.113.9 port 22 ssh2",
                "<38>1 - web-1 sshd 811 - - Failed password for root from 203.0.113.9 port 22 ssh2",
                "Mar  2 10:14:58 web-1 sshd[77]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0"
                        + " tty=ssh ruser= rhost=203.0.113.9  user=root",
                "web-1 sshd[77]: pam_sss(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser="
                        + " rhost=203.0.113.9",
                "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.9"
                        + "  user=x rhost=192.0.2.1",
                "sshd[77]: PAM 2 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser="
                        + " rhost=203.0.113.9  user=root",
                "Failed password for invalid user x from 192.0.2.1 port 1 from 203.0.113.9 port 5 ssh2"
            })
    void readsFromWhereSshdRefusedSomebodyAndTakesNoHarmToTheAccountThatWasGuessedAt(String line) {
        List<ReadAlert> alerts = new ArrayList<>();
        Fixtures.items("generic", "text/plain", line.getBytes(StandardCharsets.UTF_8))
                .forEach(item -> alerts.add(((Reading.Read) item).alert()));
        for (String field : List.of("message", "log", "msg")) {
            alerts.add(Fixtures.readText(
                    "generic", "{\"%s\":\"%s\",\"host\":\"10.0.0.4\",\"user\":\"ann\"}".formatted(field, line)));
        }
        assertThat(alerts).hasSize(4).allSatisfy(alert -> {
            assertThat(alert.attackers()).containsExactly("203.0.113.9");
            assertThat(alert.entities().of(EntityKind.USER)).isEmpty();
            assertThat(alert.signals()).containsExactly("authentication_failed");
            assertThat(alert.severity()).isEqualTo(Severity.LOW);
            assertThat(alert.targets().contains("web-1")).isEqualTo(line.contains("web-1"));
            assertThat(alert.targets()).doesNotContain("ann");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "edr: Beacon to command and control server 203.0.113.9, process argument 'Failed password for ceo from"
                        + " 198.51.100.8 x'",
                "edr: Beacon to 203.0.113.9, process argument sshd[1]: Failed password for ceo from 198.51.100.8 port"
                        + " 5 ssh2",
                "203.0.113.9 - - [02/Mar/2026:10:14:58 +0000] 'GET / HTTP/1.1' 200 'Accepted password for ceo from"
                        + " 198.51.100.8 port 5 ssh2",
                "Mar  2 10:14:58 web-1 nginx[7]: 203.0.113.9 'GET /' sshd[7]: Accepted password for ceo from"
                        + " 198.51.100.8 port 5 ssh2",
                "nginx: sshd[7]: Accepted password for ceo from 198.51.100.8 port 5 ssh2, says 203.0.113.9",
                "203.0.113.9: sshd[7]: Accepted password for ceo from 198.51.100.8 port 5 ssh2",
                "Beacon 203.0.113.9 sshd[7]: Accepted password for ceo from 198.51.100.8 port 5 ssh2",
                "10:14:58 nginx: sshd[7]: 203.0.113.9 sshd[7]: Failed password for ceo from 198.51.100.8 port 5 ssh2",
                "nginx 203.0.113.9: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser="
                        + " rhost=198.51.100.8",
                "Failed password for ceo from 198.51.100.8 port 5 ssh2: told by 203.0.113.9"
            })
    void aLineThatOnlyQuotesSshdIsNoSignIn(String line) {
        List<ReadAlert> alerts = new ArrayList<>();
        Fixtures.items("generic", "text/plain", line.getBytes(StandardCharsets.UTF_8))
                .forEach(item -> alerts.add(((Reading.Read) item).alert()));
        alerts.add(Fixtures.readText("generic", "{\"message\":\"%s\"}".formatted(line)));
        alerts.add(Fixtures.readText("generic", "{\"title\":\"seen\",\"message\":\"%s\"}".formatted(line)));
        assertThat(alerts).hasSize(3).allSatisfy(alert -> {
            assertThat(alert.signals()).isEmpty();
            assertThat(alert.entities().of(EntityKind.USER)).isEmpty();
            assertThat(alert.entities().of(EntityKind.IP)).contains("203.0.113.9");
            assertThat(alert.targets()).doesNotContain("ceo");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'title':'Failed password for root from 203.0.113.9 port 22 ssh2','description':'sshd user=root'}",
                "{'title':'sshd','description':'Failed password for root from 203.0.113.9 port 22','user':'root'}",
                "{'title':'Accepted password for root from 203.0.113.9 port 22',"
                        + "'description':'Failed password for root from 203.0.113.9 port 22'}",
                "{'title':'user=root','message':'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0"
                        + " tty=ssh ruser= rhost=203.0.113.9  user=root'}",
                "{'message':'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser="
                        + " rhost=evil.example  user=root'}",
                "{'message':'Failed password for root from evil.example port 22 ssh2','user':'root'}"
            })
    void aFieldOrTextBesideALineOfARefusalDoesNotMakeTheAccountATarget(String json) {
        ReadAlert alert = Fixtures.readText("generic", json.replace('\'', '"').replace("}", ",\"host\":\"web-1\"}"));

        assertThat(alert.signals()).contains("authentication_failed");
        assertThat(alert.entities().of(EntityKind.USER)).isEmpty();
        assertThat(alert.targets()).containsExactly("web-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"message":"Trojan runs a.exe md5=%s"}                                       | named
        {"message":"Trojan runs a.exe md5: %s"}                                      | named
        {"message":"Trojan runs a.exe","tags":[{"key":"md5","value":"%s"}]}          | named
        {"message":"Trojan runs a.exe","labels":{"md5":"%s"}}                        | named
        {"message":"Trojan runs a.exe","request":{"headers":{"checksum":"%s"}}}      | named
        {"message":"Trojan runs a.exe","md5":"%s"}                                   | attacker
        {"message":"Trojan runs a.exe md5=%s","md5":"%s"}                            | attacker
        {"message":"Trojan runs a.exe","file":{"hash":{"md5":"%s"}}}                 | attacker
        """)
    void aHashIsWhatTheAlertIsAboutOnlyInAFieldOfTheProducts(String json, String role) {
        String hash = "44d88612fea8a8f36de82e1278abb02f";
        ReadAlert alert = Fixtures.readText("generic", json.replace("%s", hash));

        assertThat(alert.entities().of(EntityKind.HASH)).containsExactly(hash);
        assertThat(alert.attackers().contains(hash)).isEqualTo(role.equals("attacker"));
    }

    @Test
    void knowsWhatOnlyTextAndFieldsNameThatOthersFill() {
        String json = """
            {"title":"SQL injection: GET /?q=1 src=10.0.9.9","headers":{"Host":"lab-1"},
             "tags":[{"key":"hostname","value":"lab-2"}],"host":"web-1"}
            """;
        assertThat(Fixtures.readText("generic", json).quoted()).containsExactlyInAnyOrder("10.0.9.9", "lab-1", "lab-2");
        assertThat(Fixtures.readText("generic", """
            {"title":"x","headers":{"Host":"web-1","X-Source-Ip":"10.0.0.4"},"host":"web-1","src_ip":"10.0.0.4"}
            """).quoted()).isEmpty();
    }

    @Test
    void aNameWithItsValueIsNoFieldThatTheMappingReadsAtItsPath() {
        assertThat(Fixtures.readText("generic", """
            {"title":"x","name":"Service.additionalInfo.sample","value":"true",
             "result":[{"name":"category","value":"phishingSimulation"}]}
            """).attributes())
                .doesNotContainValue("true")
                .doesNotContainValue("phishingSimulation");
    }

    @Test
    void readsWhomSshdLetInAndFromWhere() {
        ReadAlert alert = Fixtures.readText("generic", """
            {"message":"Accepted password for root from 203.0.113.9 port 51122 ssh2","host":"web-1","severity":"high"}
            """);
        assertThat(alert.attackers()).containsExactly("203.0.113.9");
        assertThat(alert.targets()).containsExactlyInAnyOrder("root", "web-1");
        assertThat(alert.signals()).containsExactly("authentication_success");
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void anEventNumberOfWindowsIsNoIdentity() {
        String event = "{\"EventID\":4625,\"Computer\":\"WS-1\",\"TargetUserName\":\"anna\",\"n\":%d}";
        assertThat(Fixtures.readText("generic", event.formatted(1)).identity())
                .isNotEqualTo(Fixtures.readText("generic", event.formatted(2)).identity());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"Title":"x","Workflow":{"Status":"RESOLVED"},"RecordState":"ACTIVE","Compliance":{"Status":"FAILED"}}   | RESOLVED
        {"Title":"x","Workflow":{"Status":"SUPPRESSED"},"RecordState":"ACTIVE","Compliance":{"Status":"FAILED"}} | RESOLVED
        {"Title":"x","Workflow":{"Status":"NEW"},"RecordState":"ARCHIVED"}                                       | RESOLVED
        {"Title":"x","Workflow":{"Status":"NEW"},"RecordState":"ACTIVE","Compliance":{"Status":"FAILED"}}        | NEW
        {"finding":{"category":"x","state":"INACTIVE"}}                                                          | RESOLVED
        {"finding":{"category":"x","state":"ACTIVE","mute":"MUTED"}}                                             | RESOLVED
        {"finding":{"category":"x","state":"ACTIVE","mute":"UNMUTED"}}                                           | NEW
        {"title":"x","service":{"archived":true}}                                                                | RESOLVED
        {"title":"x","service":{"archived":false}}                                                               | NEW
        {"title":"x","service":{"archived":false,"additionalInfo":{"sample":true}}}                              | SAMPLE
        {"Title":"x","Workflow":{"Status":"NEW"},"Compliance":{"Status":"PASSED"}}                               | RESOLVED
        {"title":"x","status":"resolved"}                                                                        | RESOLVED
        {"title":"x","properties":{"status":"Dismissed"}}                                                        | RESOLVED
        {"title":"x","port":{"state":"closed"},"account":{"status":"inactive"}}                                  | NEW
        {"title":"x","detail":{"findings":[{"Workflow":{"Status":"RESOLVED"}}]}}                                 | RESOLVED
        """)
    void knowsInWhatProductsCallDoneWhereItIsSaidOfTheAlertItself(String json, State state) {
        assertThat(Fixtures.readText("generic", json).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"title":"x","httpRequest":{"headers":[{"name":"Dismissed","value":"true"}]}}                            | NEW
        {"title":"x","name":"status","value":"resolved"}                                                         | NEW
        {"title":"Ransomware","dns":{"resolved":true}}                                                           | NEW
        {"Operation":"New-InboxRule","Parameters":[{"Name":"Dismissed","Value":"true"}]}                         | NEW
        {"title":"x","service":{"archived":false},"resource":{"tags":[{"key":"archived","value":"true"}]}}       | NEW
        {"title":"x","tags":[{"key":"alertStatus","value":"sample"}]}                                            | NEW
        {"title":"x","evidence":[{"detectionStatus":"quarantined"},{"detectionStatus":"running"}]}               | NEW
        {"title":"x","relatedIncident":{"incidentStatus":"closed"}}                                              | NEW
        {"title":"x","operation":"delete","status":"ok"}                                                         | NEW
        {"title":"x","status":"open","service":{"archived":true}}                                                | NEW
        {"title":"x","detail":{"findings":[{"Workflow":{"Status":"RESOLVED"}},{"Workflow":{"Status":"NEW"}}]}}   | NEW
        {"title":"x","detail":{"findings":[{"Workflow":{"Status":"RESOLVED"}},{"Title":"y"}]}}                   | NEW
        {"title":"x","status":"resolved","alerts":[{"status":"resolved"},{"status":"firing"}]}                   | NEW
        {"title":"x","status":"resolved","alerts":[{"status":"resolved"},{"status":"resolved"}]}                 | RESOLVED
        """)
    void believesNobodyButTheProductThatAnAlertIsDoneAndThatOnlyWhereItIsAllDone(String json, State state) {
        assertThat(Fixtures.readText("generic", json).state()).isEqualTo(state);
    }

    @Test
    void aLabelDoesNotPutAFindingRight() {
        assertThat(Fixtures.readText("generic", """
            {"title":"x","time":"2026-03-02T10:14:58.221Z",
             "labels":{"sra-remediated-event-time":"2026-03-02T10:14:58.221Z"}}
            """).state()).isEqualTo(State.NEW);
    }

    @Test
    void keepsEveryValueOfAPathSoThatAHarmlessOneInFrontHidesNone() {
        assertThat(Fixtures.readText("generic", """
            {"verb":"create","requestObject":{"spec":{"containers":[{"securityContext":{"privileged":false}},
             {"securityContext":{"privileged":false}},{"securityContext":{"privileged":true}}]}}}
            """).attributes())
                .containsEntry("requestObject.spec.containers.securityContext.privileged", "false\ntrue");
        assertThat(Fixtures.readText("aws-cloudtrail", """
            {"eventVersion":"1.09","eventID":"e-1","eventTime":"2026-03-02T10:14:58Z","eventSource":"s3.amazonaws.com",
             "eventName":"PutBucketPolicy","awsRegion":"eu-west-1",
             "sourceIPAddress":"203.0.113.9","userIdentity":{"type":"IAMUser","userName":"deploy"},
             "requestParameters":{"bucketPolicy":{"Statement":[
             {"Principal":{"AWS":"arn:aws:iam::000000000000:root"}},{"Principal":{"AWS":"*"}}]}}}
            """).attributes())
                .containsEntry(
                        "requestParameters.bucketPolicy.Statement.Principal.AWS", "arn:aws:iam::000000000000:root\n*");
    }

    @Test
    void fieldsThatRulesAskForAreKeptHoweverManyOthersStandInFront() {
        String annotations =
                IntStream.range(0, 100).mapToObj(i -> "\"a" + i + "\":\"x\"").collect(joining(","));
        assertThat(Fixtures.readText("generic", """
            {"verb":"create","requestObject":{"metadata":{"annotations":{%s}},"spec":{"hostPID":true}}}
            """.formatted(annotations)).attributes())
                .containsEntry("requestObject.spec.hostPID", "true");
    }

    @Test
    void aCallOfGoogleCloudIsRefusedWhereItsStatusSaysSo() {
        assertThat(Fixtures.readText("gcp-audit", """
            {"insertId":"a1","timestamp":"2026-03-02T10:14:58Z","protoPayload":{"methodName":"storage.setIamPermissions",
             "status":{},"authorizationInfo":[{"permission":"a","granted":false},{"permission":"b","granted":true}]}}
            """).blocked()).isFalse();
    }

    @Test
    void whatWasPutRightOnceIsNotWhenItComesBack() {
        String finding = """
            {"finding":{"category":"OPEN_PORT","state":"ACTIVE","eventTime":"%s",
             "securityMarks":{"marks":{"sra-remediated-event-time":"2026-03-02T10:14:58.221Z"}}}}
            """;
        assertThat(Fixtures.readText("generic", finding.formatted("2026-03-02T10:14:58.221Z"))
                        .state())
                .isEqualTo(State.REMEDIATED);
        assertThat(Fixtures.readText("generic", finding.formatted("2026-03-09T10:00:00Z"))
                        .state())
                .isEqualTo(State.NEW);
    }

    @Test
    void aValueGoesByTheNameThatStandsBesideIt() {
        ReadAlert alert = Fixtures.readText("generic", """
            {"Operation":"New-InboxRule","UserId":"anna@acme.example","Parameters":[
             {"Name":"Identity","Value":"Later"},{"Name":"ForwardTo","Value":"x@evil.example"}]}
            """);
        assertThat(alert.attributes()).containsEntry("Parameters.ForwardTo", "x@evil.example");
        assertThat(alert.title()).isEqualTo("New-InboxRule");
        assertThat(alert.signals()).contains("new-inboxrule");
    }

    @Test
    void readsRecordsOfCloudAccountsAsRecordsAndNotAsFindings() {
        ReadAlert call = Fixtures.readText("auto", """
            {"eventVersion":"1.09","eventID":"6f0e7c0a-1111-2222-3333-444455556666","eventTime":"2026-03-02T10:14:58Z",
             "eventSource":"cloudtrail.amazonaws.com","eventName":"StopLogging","awsRegion":"eu-west-1",
             "sourceIPAddress":"203.0.113.9","userIdentity":{"type":"IAMUser","userName":"deploy"},
             "requestParameters":{"name":"main","title":"nothing to see"},"errorCode":"AccessDenied"}
            """);
        assertThat(call.source()).isEqualTo("aws-cloudtrail");
        assertThat(call.title()).isEqualTo("StopLogging");
        assertThat(call.severity()).isEqualTo(Severity.INFORMATIONAL);
        assertThat(call.blocked()).isTrue();
        assertThat(call.attackers()).containsExactly("203.0.113.9");
        assertThat(call.targets()).containsExactly("deploy");

        assertThat(Fixtures.readText("auto", """
            {"insertId":"a1","timestamp":"2026-03-02T10:14:58Z","severity":"NOTICE","protoPayload":{
             "methodName":"google.logging.v2.ConfigServiceV2.DeleteSink","status":{},
             "authenticationInfo":{"principalEmail":"ben@acme.example"}}}
            """))
                .satisfies(entry -> assertThat(entry.source()).isEqualTo("gcp-audit"))
                .satisfies(entry -> assertThat(entry.blocked()).isFalse())
                .satisfies(entry -> assertThat(entry.targets()).contains("ben@acme.example"));
        assertThat(Fixtures.readText("auto", """
            {"time":"2026-03-02T10:14:58Z","category":"Administrative","resourceId":"/subscriptions/x",
             "operationName":"Microsoft.Insights/diagnosticSettings/delete","resultType":"Failed"}
            """))
                .satisfies(entry -> assertThat(entry.source()).isEqualTo("azure-log"))
                .satisfies(entry -> assertThat(entry.blocked()).isTrue());
        assertThat(Fixtures.readText("auto", """
            {"uuid":"u-1","published":"2026-03-02T10:14:58Z","eventType":"system.mfa.factor.deactivate",
             "displayMessage":"Deactivate factor","actor":{"alternateId":"anna@acme.example",
             "displayName":"Anna Ames"},"outcome":{"result":"SUCCESS"}}
            """))
                .satisfies(entry -> assertThat(entry.source()).isEqualTo("okta-system-log"))
                .satisfies(entry -> assertThat(entry.title()).isEqualTo("Deactivate factor"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        C:/Users/ann/Startup             | run.exe | C:/Users/ann/Startup/run.exe
        C:/Users/ann/Startup/            | run.exe | C:/Users/ann/Startup/run.exe
        C:/Users/ann/Startup/Run.exe     | run.exe | C:/Users/ann/Startup/Run.exe
        @Device@Volume2@Users@a.b        | run.exe | @Device@Volume2@Users@a.b@run.exe
        """)
    void aFileIsItsWholePathAndOnlyTheOneThatTheDetectionIsAboutActsAgainstUs(
            String folder, String name, String whole) {
        ReadAlert alert =
                Fixtures.readText("generic", """
                    {"metadata":{"eventType":"DetectionSummaryEvent"},"event":{"DetectName":"Beacon","ComputerName":"ws-1",
                     "FileName":"%s","FilePath":"%s","CommandLine":"run.exe -x","MD5String":"00000000000000000000000000000001",
                     "DocumentsAccessed":[{"FileName":"pay.xlsx","FilePath":"C:/Users/ann/Documents"}],
                     "FilesWritten":[{"FileName":"notes.txt","FilePath":"C:/Users/ann/Desktop",
                      "MD5":"00000000000000000000000000000002"}],
                     "ParentDetails":{"FileName":"explorer.exe","FilePath":"C:/Windows","CommandLine":"explorer.exe",
                      "MD5":"00000000000000000000000000000003"}}}
                    """.formatted(name, folder).replace("@", "\\\\"));

        assertThat(alert.entities().of(EntityKind.FILE))
                .containsExactlyInAnyOrder(
                        whole.replace('@', '\\'),
                        "C:/Users/ann/Documents/pay.xlsx",
                        "C:/Users/ann/Desktop/notes.txt",
                        "C:/Windows/explorer.exe");
        assertThat(alert.attackers())
                .containsExactlyInAnyOrder(whole.replace('@', '\\'), "00000000000000000000000000000001");
        assertThat(alert.targets())
                .containsExactlyInAnyOrder("ws-1", "C:/Users/ann/Documents/pay.xlsx", "C:/Users/ann/Desktop/notes.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'title':'x','evidence':[{'fileName':'lsass.exe','filePath':'C:/Windows','sha1':'%s','commandLine':'a'}]}",
                "{'title':'x','fileName':'lsass.exe','filePath':'C:/Windows','commandLine':'a'}",
                "{'title':'x','fileName':'lsass.exe','filePath':'C:/Windows','sha1':'%s'}",
                "{'title':'x','headers':{'fileName':'lsass.exe','filePath':'C:/Windows','sha1':'%s','cmdLine':'a'}}"
            })
    void aFileThatTakesPartIsOnlyNamed(String json) {
        ReadAlert alert = Fixtures.readText(
                "generic", json.replace('\'', '"').replace("%s", "0000000000000000000000000000000000000001"));

        assertThat(alert.entities().of(EntityKind.FILE)).containsExactly("C:/Windows/lsass.exe");
        assertThat(alert.attackers()).doesNotContain("C:/Windows/lsass.exe");
        assertThat(alert.targets()).isEmpty();
    }

    @Test
    void aNameWithoutItsPathIsNoFileBesideThePath() {
        ReadAlert alert = Fixtures.readText("ocsf", """
            {"class_uid":2004,"severity_id":4,"finding_info":{"title":"x"},
             "evidences":[{"file":{"path":"/srv/a/run.sh","name":"run.sh"}},{"file":{"path":"/srv/a"}}]}
            """);
        assertThat(alert.entities().of(EntityKind.FILE)).containsExactly("/srv/a/run.sh");
    }

    @Test
    void aFileThatChangedIsTheVictimsAndOneThatScannersKnowIsNot() {
        String alert = """
            {"id":"1.1","timestamp":"2026-03-02T10:14:58Z","rule":{"level":7,"id":"550","description":"x"},
             "agent":{"id":"001","name":"web-1"},%s}
            """;
        assertThat(Fixtures.readText("wazuh", alert.formatted("\"syscheck\":{\"path\":\"/etc/passwd\"}")))
                .satisfies(read -> assertThat(read.targets()).contains("/etc/passwd"));
        assertThat(Fixtures.readText(
                        "wazuh", alert.formatted("\"data\":{\"virustotal\":{\"source\":{\"file\":\"/tmp/a\"}}}")))
                .satisfies(read -> assertThat(read.attackers()).containsExactly("/tmp/a"));
    }
}
