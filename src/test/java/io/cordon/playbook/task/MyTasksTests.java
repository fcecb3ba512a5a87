package io.cordon.playbook.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@CordonServerTest
class MyTasksTests {

    @Autowired
    private Fixture fixture;

    @Test
    void whoComesOnCallFindsWhatIsStillOpen() {
        Fixture.Client client = fixture.client();
        client.put(
                "raci",
                Map.of(
                        "functions",
                        Stream.of("incident-response-first-line", "incident-response-deep-analysis", "monitoring")
                                .map(function -> Map.of("function", function, "client", "RA", "provider", "C"))
                                .toList()));
        onCall(client, "anna");
        Api.As anna = client.lead();
        Api.As bert = client.responder();
        Api.Answer received = client.integration().post("/api/v1/alerts/generic", """
            {"title":"Ransomware note written","severity":"critical","host":"fs01","src_ip":"203.0.113.77",
             "time":"2026-05-01T10:00:00Z","id":"1"}
            """);
        assertThat(received.at("/results/0/incidentId")).as(received.toString()).isNotEmpty();
        await().atMost(Duration.ofSeconds(20)).until(() -> !mine(anna).isEmpty());
        String task = mine(anna).getFirst().path("id").asString();
        assertThat(mine(bert)).isEmpty();
        assertThat(list(anna, "?organisation=" + client.id()))
                .extracting(each -> each.path("id").asString())
                .contains(task);
        assertThat(anna.get("/api/v1/tasks?organisation=provider").status()).isEqualTo(404);

        onCall(client, "bert");

        assertThat(mine(bert)).extracting(each -> each.path("id").asString()).contains(task);
        assertThat(bert.post("/api/v1/tasks/" + task + "/claim").status()).isEqualTo(200);
        onCall(client, "anna");
        assertThat(mine(bert)).extracting(each -> each.path("id").asString()).contains(task);
    }

    private static List<JsonNode> mine(Api.As person) {
        return list(person, "?mine=true");
    }

    private static List<JsonNode> list(Api.As person, String query) {
        return person.get("/api/v1/tasks" + query)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    private static void onCall(Fixture.Client client, String person) {
        client.put(
                "on-call",
                Map.of(
                        "rotations",
                        List.of(Map.of(
                                "party",
                                "client",
                                "timeZone",
                                "Europe/Berlin",
                                "shifts",
                                List.of(Map.of("order", 1, "person", person, "from", "00:00", "to", "00:00"))))));
    }
}
