package io.cordon.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What the server records while it works is known in every language: a new sentence without a template turns this red. */
@CordonServerTest
class RecordedWordsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What people wrote whole. */
    private static final Set<String> OF_PEOPLE = Set.of("note", "opened");

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Test
    void everySentenceOfTwoIncidentsIsKnownInGerman() {
        var client = fixture.client();
        client.allow("approval", "block_ip");
        Api.As lead = client.lead();
        String ransomware = opened(
                client,
                Fixture.sensed(
                        7100,
                        "ET MALWARE Win32/Ransom.LockBit File Encryption Activity",
                        "10.0.5.71",
                        "203.0.113.171"));
        String malware = opened(client, Fixture.checkIn(7101));
        await().atMost(PATIENCE)
                .until(() -> waiting(ransomware).count() + waiting(malware).count() > 1);
        String denied = waiting(ransomware).findFirst().orElseThrow();
        assertThat(lead.post("/api/v1/actions/" + denied + "/deny", "{\"reason\":\"It is our own.\"}")
                        .status())
                .isEqualTo(200);
        String approved = waiting(malware).findFirst().orElseThrow();
        assertThat(lead.post("/api/v1/actions/" + approved + "/approve", "{}").status())
                .isEqualTo(200);
        await().atMost(PATIENCE).until(() -> texts(malware).anyMatch(text -> text.contains("on the list")));
        assertThat(lead.post("/api/v1/incidents/" + malware + "/acknowledge", "{}")
                        .status())
                .isEqualTo(200);
        assertThat(lead.post(
                                "/api/v1/incidents/" + malware + "/severity",
                                "{\"severity\":\"low\",\"reason\":\"Known.\"}")
                        .status())
                .isEqualTo(200);
        assertThat(lead.post("/api/v1/incidents/" + ransomware + "/resolve", "{\"reason\":\"It was a drill.\"}")
                        .status())
                .isEqualTo(200);

        Saying german = Saying.in(Language.DE, authored());
        Set<String> unknown = new TreeSet<>();
        Stream.of(ransomware, malware)
                .flatMap(this::texts)
                .filter(text -> !text.isBlank()
                        && !text.equals("Known.")
                        && german.known(text).isEmpty())
                .forEach(unknown::add);

        assertThat(unknown).as("sentences without words in server/en.json").isEmpty();
    }

    private Stream<String> texts(String incident) {
        String path = "/api/v1/incidents/" + incident;
        JsonNode report = api.administrator()
                .with("Accept", "application/json")
                .get(path + "/report")
                .body();
        return Stream.of(
                        items(path + "/timeline?limit=200")
                                .filter(entry ->
                                        !OF_PEOPLE.contains(entry.path("kind").asString()))
                                .map(entry -> entry.path("text").asString()),
                        items(path + "/actions?limit=200")
                                .flatMap(action -> Stream.concat(
                                        Stream.of(action.path("reason").asString()),
                                        action.path("history")
                                                .valueStream()
                                                .map(move -> move.path("reason").asString()))),
                        report.path("openPoints").valueStream().map(JsonNode::asString),
                        Stream.of(report.path("summary").asString()))
                .flatMap(texts -> texts);
    }

    private Stream<String> waiting(String incident) {
        return items("/api/v1/incidents/" + incident + "/actions?limit=200")
                .filter(action -> action.path("state").asString().equals("awaiting_approval"))
                .map(action -> action.path("id").asString());
    }

    private Map<String, String> authored() {
        Map<String, String> words = new HashMap<>();
        List.of("/api/v1/rules", "/api/v1/playbooks?limit=500")
                .forEach(path -> items(path)
                        .forEach(each -> List.of("name", "why")
                                .forEach(field -> words.put(
                                        each.path(field).asString(""),
                                        each.path("translations")
                                                .path("de")
                                                .path(field)
                                                .asString("")))));
        return words;
    }

    private static String opened(Fixture.Client client, String alert) {
        return client.integration().post("/api/v1/alerts/auto", alert).at("/results/0/incidentId");
    }

    private Stream<JsonNode> items(String path) {
        return api.administrator().get(path).body().path("items").valueStream();
    }
}
