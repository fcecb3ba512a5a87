package io.cordon.playbook.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@CordonServerTest
class PlaybookInterfaceTests {

    @Autowired
    private Fixture fixture;

    @Test
    void aPlaybookThatIsCalledCountsAsRunning() {
        Fixture.Client client = fixture.client();
        Api.As reader = client.responder();
        assertThat(listed(reader, "contain").path("running").asInt()).isZero();

        String incident = incident(client);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                listed(reader, "contain").path("running").asInt())
                        .isEqualTo(1));
        assertThat(listed(reader, "ransomware").path("running").asInt()).isEqualTo(1);
        JsonNode progress =
                reader.get("/api/v1/incidents/" + incident + "/playbook").body();
        assertThat(progress.path("instances")
                        .valueStream()
                        .map(each -> each.path("key").asString()))
                .contains("ransomware", "contain");
        for (String key : List.of("ransomware", "contain")) {
            JsonNode run = reader.get("/api/v1/playbooks/" + key + "/runs")
                    .body()
                    .path("items")
                    .path(0);
            assertThat(run.at("/incident/id").asString()).isEqualTo(incident);
            assertThat(run.path("state").asString()).isEqualTo("running");
            assertThat(Instant.parse(run.path("startedAt").asString()))
                    .isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
            assertThat(fixture.client()
                            .responder()
                            .get("/api/v1/playbooks/" + key + "/runs")
                            .body()
                            .path("items"))
                    .isEmpty();
        }
        assertThat(reader.get("/api/v1/playbooks/nothing/runs").status()).isEqualTo(404);
        assertThat(fixture.client()
                        .responder()
                        .get("/api/v1/incidents/" + incident + "/playbook")
                        .status())
                .isEqualTo(404);
        assertThat(listed(fixture.client().responder(), "contain")
                        .path("running")
                        .asInt())
                .isZero();
    }

    @Test
    void aPlaybookSaysWhatStartsItAndWhatItIsAbout() {
        Api.As reader = fixture.client().responder();

        JsonNode ransomware = listed(reader, "ransomware");

        assertThat(ransomware.path("categories").toString()).isEqualTo("[\"ransomware\"]");
        assertThat(ransomware.path("about").asString()).isNotEmpty();
        assertThat(listed(reader, "contain").path("categories")).isEmpty();
        Api.Answer page = reader.get("/api/v1/playbooks/ransomware/about");
        assertThat(page.header("content-type")).startsWith("text/markdown");
        assertThat(page.text()).startsWith("# Ransomware");
        assertThat(reader.get("/api/v1/playbooks/..%2Fransomware/about").status())
                .isIn(400, 404);
        assertThat(reader.get("/api/v1/playbooks/nothing/about").status()).isEqualTo(404);
    }

    @Test
    void everyVersionIsThereToRead() {
        Api.As reader = fixture.client().responder();

        JsonNode newest = reader.get("/api/v1/playbooks/contain/versions")
                .body()
                .path("items")
                .path(0);

        assertThat(newest.path("inForce").asBoolean()).isTrue();
        assertThat(newest.path("deployedAt").asString()).isNotEmpty();
        assertThat(newest.path("deployedBy").isNull()).isTrue();
        int version = newest.path("version").asInt();
        assertThat(reader.get("/api/v1/playbooks/contain?version=" + version).text())
                .isEqualTo(reader.get("/api/v1/playbooks/contain").text())
                .contains("bpmn:process");
        assertThat(reader.get("/api/v1/playbooks/contain?version=" + (version + 1))
                        .status())
                .isEqualTo(404);
        assertThat(reader.get("/api/v1/playbooks/nothing/versions").status()).isEqualTo(404);
    }

    private static JsonNode listed(Api.As reader, String key) {
        return reader.get("/api/v1/playbooks")
                .body()
                .path("items")
                .valueStream()
                .filter(playbook -> playbook.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static String incident(Fixture.Client client) {
        Api.Answer received = client.integration().post("/api/v1/alerts/generic", """
            {"title":"Ransomware note written","severity":"critical","host":"fs01","src_ip":"203.0.113.77",
             "time":"2026-05-01T10:00:00Z","id":"1"}
            """);
        assertThat(received.at("/results/0/incidentId")).as(received.toString()).isNotEmpty();
        return received.at("/results/0/incidentId");
    }
}
