package io.cordon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The main job from end to end: an alert comes in, the right machines and people act, a report comes out. */
@CordonServerTest
class JourneyTests {

    private static final String ATTACKER = "203.0.113.66";

    @Autowired
    Api api;

    @Autowired
    Fixture fixture;

    @TempDir
    Path folder;

    @Test
    void anAlertIsContainedWorkedOffByBothPartiesAndReported() throws Exception {
        var client = fixture.client();
        client.put("authority", Authority.automatic("block_ip", "block_domain"));
        fixture.providerToken("responder", "priya");
        Api.As reader = client.as("anna", "lead");

        Api.Answer received =
                client.integration().post("/api/v1/alerts/suricata-eve", Fixture.checkIn(1, "10.0.4.17", ATTACKER));

        assertThat(received.status()).as(received.toString()).isEqualTo(200);
        assertThat(received.at("/results/0/status")).isEqualTo("new");
        assertThat(received.at("/results/0/disposition")).isEqualTo("incident");
        assertThat(received.at("/results/0/severity")).isEqualTo("critical");
        String incident = received.at("/results/0/incidentId");
        assertThat(incident).isNotEmpty();

        await().atMost(10, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(reader.get("/edl/" + client.id() + "/ip.txt")
                                .text()
                                .lines())
                        .contains(ATTACKER));
        await().atMost(10, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(states(reader, incident, "block_ip"))
                        .isNotEmpty()
                        .containsOnly("verified"));

        await().atMost(10, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(told(reader, incident)).anyMatch(to -> to.contains("@" + client.id())));

        Responders responders = new Responders(
                reader,
                (party, id) ->
                        party.equals("client") ? client.as(id, "lead") : api.as(fixture.providerToken("lead", id)));
        responders.workOff(incident);

        assertThat(responders.done()).anyMatch(task -> task.startsWith("client:"));
        assertThat(responders.done()).anyMatch(task -> task.startsWith("provider:"));
        Api.Answer ended = reader.get("/api/v1/incidents/" + incident);
        assertThat(ended.at("/status")).isEqualTo("resolved");
        assertThat(ended.at("/acknowledgedAt")).isNotEmpty();
        assertThat(ended.at("/containedAt")).isNotEmpty();
        assertThat(ended.at("/resolvedAt")).isNotEmpty();

        // The usual matrix names nobody for the report.
        await().atMost(10, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(reader.get("/api/v1/incidents/" + incident + "/timeline?limit=200")
                                .text())
                        .contains("Report written (version 1) and sent to nobody: the matrix names nobody who is"
                                + " Informed by post-incident-report or Accountable for it."));

        String report =
                pdfText(reader.with("Accept", "application/pdf").get("/api/v1/incidents/" + incident + "/report"));
        assertThat(report).contains("CnC Checkin", ATTACKER, "block address");
        responders
                .done()
                .forEach(task ->
                        assertThat(report.replaceAll("\\s+", " ")).contains(task.substring(task.indexOf(": ") + 2)));
    }

    @Test
    void theSameEventAgainIsCountedAndDoesNothing() {
        var client = fixture.client();
        client.put("authority", Authority.automatic("block_ip"));
        Api.As integration = client.integration();
        String event = Fixture.checkIn(2, "10.0.4.18", ATTACKER);

        Api.Answer first = integration.post("/api/v1/alerts/suricata-eve", event);
        Api.Answer again = integration.post("/api/v1/alerts/suricata-eve", event);

        assertThat(again.at("/results/0/status")).isEqualTo("duplicate");
        assertThat(again.at("/results/0/alertId")).isEqualTo(first.at("/results/0/alertId"));
        assertThat(again.at("/results/0/incidentId")).isEqualTo(first.at("/results/0/incidentId"));
        Api.As reader = client.as("anna", "lead");
        assertThat(reader.get("/api/v1/alerts/" + first.at("/results/0/alertId"))
                        .at("/count"))
                .isEqualTo("2");
        assertThat(reader.get("/api/v1/incidents").body().path("items").size()).isEqualTo(1);
    }

    @Test
    void anAlertThatJoinsBringsItsAddressesIntoTheContainment() {
        var client = fixture.client();
        client.put("authority", Authority.automatic("block_ip"));
        Api.As integration = client.integration();
        Api.As reader = client.as("anna", "lead");

        Api.Answer first = integration.post("/api/v1/alerts/suricata-eve", Fixture.checkIn(3, "10.0.4.19", ATTACKER));
        String incident = first.at("/results/0/incidentId");
        Api.Answer second =
                integration.post("/api/v1/alerts/suricata-eve", Fixture.checkIn(4, "10.0.4.19", "198.51.100.99"));

        assertThat(second.at("/results/0/incidentId")).isEqualTo(incident);
        await().atMost(15, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(reader.get("/edl/" + client.id() + "/ip.txt")
                                .text()
                                .lines())
                        .contains(ATTACKER, "198.51.100.99"));
        assertThat(reader.get("/api/v1/incidents").body().path("items").size()).isEqualTo(1);
    }

    private static List<String> states(Api.As reader, String incident, String verb) {
        return reader.get("/api/v1/incidents/" + incident + "/actions")
                .body()
                .path("items")
                .valueStream()
                .filter(action -> action.path("verb").asString().equals(verb))
                .map(action -> action.path("state").asString())
                .toList();
    }

    private static List<String> told(Api.As reader, String incident) {
        return reader.get("/api/v1/incidents/" + incident + "/notifications")
                .body()
                .path("items")
                .valueStream()
                .map(JsonNode::toString)
                .toList();
    }

    private String pdfText(Api.Answer report) throws IOException, InterruptedException {
        assertThat(report.status()).as(report.toString()).isEqualTo(200);
        assertThat(report.header("Content-Type")).startsWith("application/pdf");
        Path pdf = Files.write(folder.resolve("report.pdf"), report.bytes());
        Path text = folder.resolve("report.txt");
        Process process = new ProcessBuilder("pdftotext", "-layout", pdf.toString(), text.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(text);
    }

    /** Authority documents. */
    private static final class Authority {
        static Map<String, Object> automatic(String... verbs) {
            return Map.of(
                    "grants",
                    List.of(verbs).stream()
                            .map(verb -> Map.of(
                                    "verb", verb,
                                    "mode", "automatic",
                                    "approvers", Map.of("client", 0, "provider", 0),
                                    "assets", "*",
                                    "hours", "always"))
                            .toList());
        }
    }
}
