package io.cordon.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@CordonServerTest
class TimelineTests {

    @Autowired
    private Fixture fixture;

    private Fixture.Client client;
    private Api.As bert;
    private String timeline;

    @BeforeEach
    void anIncident() {
        client = fixture.client();
        bert = client.responder();
        timeline = "/api/v1/incidents/"
                + client.integration()
                        .post(
                                "/api/v1/alerts/generic",
                                "{\"title\":\"Ransomware note written\",\"severity\":\"critical\",\"host\":\"fs01\"}")
                        .at("/results/0/incidentId")
                + "/timeline";
    }

    @Test
    void whatAPersonNotesStandsWhereItHappened() {
        Instant before = Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.SECONDS);

        Api.Answer noted = bert.post(timeline, Map.of("text", "The user phoned.", "at", before.toString()));

        assertThat(noted.status()).as(noted.toString()).isEqualTo(201);
        assertThat(noted.at("/kind")).isEqualTo("note");
        assertThat(noted.at("/at")).isEqualTo(before.toString());
        assertThat(Instant.parse(noted.at("/notedAt"))).isAfter(before);
        assertThat(entries("").getFirst().path("text").asString()).isEqualTo("The user phoned.");
        assertThat(entries("&order=newest").getLast().path("id").asString()).isEqualTo(noted.at("/id"));
        assertThat(bert.post(timeline, Map.of("text", "Now."))
                        .body()
                        .path("notedAt")
                        .isNull())
                .isTrue();
    }

    @Test
    void aNoteThatMakesNoSenseIsRefused() {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

        Api.Answer refused = bert.post(timeline, Map.of("text", " ", "at", tomorrow.toString()));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()
                        .path("findings")
                        .valueStream()
                        .map(each -> each.path("field").asString()))
                .containsExactly("text", "at");
        assertThat(fixture.client()
                        .responder()
                        .post(timeline, Map.of("text", "Mine."))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aPinnedEntryIsFoundAmongAll() {
        String id = bert.post(timeline, Map.of("text", "The backup of Sunday is clean."))
                .at("/id");

        Api.Answer pinned = bert.put(timeline + "/" + id + "/pin", Map.of());

        assertThat(pinned.status()).as(pinned.toString()).isEqualTo(200);
        assertThat(pinned.at("/pinned/by")).startsWith(client.id() + "/bert");
        assertThat(client.lead().put(timeline + "/" + id + "/pin", Map.of()).at("/pinned/by"))
                .startsWith(client.id() + "/bert");
        assertThat(entries("&pinned=true"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.path("id").asString()).isEqualTo(id));
        assertThat(bert.delete(timeline + "/" + id + "/pin")
                        .body()
                        .path("pinned")
                        .isNull())
                .isTrue();
        assertThat(entries("&pinned=true")).isEmpty();
    }

    @Test
    void theListIsNarrowedToKindsAndReadInStretchesFromEitherEnd() {
        bert.post(timeline, Map.of("text", "One."));
        bert.post(timeline, Map.of("text", "Two."));

        assertThat(entries("&kind=note"))
                .extracting(each -> each.path("text").asString())
                .containsExactly("One.", "Two.");
        assertThat(entries("&kind=note,alert"))
                .extracting(each -> each.path("kind").asString())
                .contains("note", "alert")
                .doesNotContain("playbook");
        assertThat(bert.get(timeline + "?order=sideways").status()).isEqualTo(422);
        for (String order : List.of("oldest", "newest")) {
            List<String> all = new ArrayList<>();
            String cursor = "";
            do {
                Api.Answer stretch = bert.get(timeline + "?kind=note&limit=1&order=" + order + cursor);
                stretch.body()
                        .path("items")
                        .forEach(item -> all.add(item.path("text").asString()));
                cursor = stretch.at("/next").isEmpty() ? "" : "&cursor=" + stretch.at("/next");
            } while (!cursor.isEmpty());
            assertThat(all)
                    .as(order)
                    .containsExactlyElementsOf(
                            order.equals("oldest") ? List.of("One.", "Two.") : List.of("Two.", "One."));
        }
    }

    private List<JsonNode> entries(String query) {
        Api.Answer answer = bert.get(timeline + "?limit=500" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().path("items").valueStream().toList();
    }
}
