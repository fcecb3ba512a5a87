package io.cordon.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** How people narrow, search, sort and count incidents. */
@CordonServerTest
class IncidentQueueTests {

    private static final String PATH = "/api/v1/incidents";

    @Autowired
    private Fixture fixture;

    @Autowired
    private TestDatabase database;

    private Fixture.Client client;
    private Api.As lead;
    private final Map<String, String> names = new LinkedHashMap<>();

    @BeforeEach
    void threeIncidents() {
        client = fixture.client();
        lead = client.lead();
        open("note", "Ransomware note written", "critical", "srv-2.corp.example");
        open("mail", "Phishing reported by user", "low", "ws-3");
        open("dump", "Mimikatz credential dumping", "high", "ws-4");
    }

    @Test
    void ofSeveralValuesAnyOneWillDo() {
        assertThat(list("severity=critical,high")).containsExactly("dump", "note");
        assertThat(list("category=ransomware,phishing")).containsExactly("mail", "note");
        assertThat(list("status=open,contained")).hasSize(3);
        assertThat(list("status=closed")).isEmpty();
        assertThat(list("number=1,3")).containsExactly("dump", "note");
        assertThat(list("technique=T1486")).containsExactly("note");
        assertThat(list("entity=SRV-2.corp.example")).containsExactly("note");
        assertThat(list("to=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(list("from=2020-01-01T00:00:00Z")).hasSize(3);
    }

    @Test
    void wordsAreFoundWhileTheyAreTyped() {
        assertThat(list("text=ransomw")).containsExactly("note");
        assertThat(list("text=WS-")).containsExactly("dump", "mail");
        assertThat(list("text=ws-%20mimi")).containsExactly("dump");
        for (String plain : List.of("%", "\\", "'", "(", "a:*", "!x", "& |")) {
            assertThat(list("text=" + URLEncoder.encode(plain, StandardCharsets.UTF_8)))
                    .as(plain)
                    .isEmpty();
        }
    }

    @Test
    void whoIsOnItAndWhatIsLateIsAFilter() {
        assertThat(lead.post(PATH + "/" + names.get("mail") + "/acknowledge").status())
                .isEqualTo(200);
        assertThat(list("acknowledged=true")).containsExactly("mail");
        assertThat(list("acknowledged=false")).containsExactly("dump", "note");

        assertThat(list("late=true")).isEmpty();
        due("note", Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(list("late=true")).containsExactly("note");
        assertThat(list("late=false")).containsExactly("dump", "mail");
    }

    @Test
    void theNextClockToRunOutComesFirstAndWhatHasNoneLast() {
        due("mail", Instant.parse("2090-01-01T00:00:00Z"));
        due("note", Instant.parse("2091-01-01T00:00:00Z"));
        due("dump", null);
        assertThat(list("sort=due")).containsExactly("mail", "note", "dump");
        assertThat(pages("sort=due")).containsExactly("mail", "note", "dump");
        JsonNode first = lead.get(PATH + "?sort=due").body().at("/items/0/nextClock");
        assertThat(first.path("name").asString()).isEqualTo("resolved");
        assertThat(first.path("due").asString()).isEqualTo("2090-01-01T00:00:00Z");
        assertThat(lead.get(PATH + "?sort=due").body().at("/items/2/nextClock").isNull())
                .isTrue();
    }

    @Test
    void everyOrderIsReadInStretches() {
        assertThat(pages("sort=newest")).containsExactly("dump", "mail", "note");
        assertThat(pages("sort=oldest")).containsExactly("note", "mail", "dump");
        assertThat(pages("sort=severity")).containsExactly("note", "dump", "mail");
        assertThat(pages("")).containsExactly("dump", "mail", "note");
    }

    @Test
    void aCursorOfAnotherOrderIsRefusedAndSoIsOneThatSomebodyMadeUp() {
        String next = lead.get(PATH + "?limit=1&sort=severity").at("/next");
        assertThat(lead.get(PATH + "?sort=due&cursor=" + next).status()).isEqualTo(400);
        assertThat(lead.get(PATH + "?cursor=" + next).status()).isEqualTo(400);
        UUID id = UUID.randomUUID();
        for (String key : List.of(
                "due x " + id,
                "due x/y " + id,
                "due 2026-01-01T00:00:00Z/+999999999-12-31T23:59:59Z " + id,
                "due +999999999-12-31T23:59:59Z/infinity " + id)) {
            String cursor =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
            Api.Answer answer = lead.get(PATH + "?sort=due&cursor=" + cursor);
            assertThat(answer.status()).as(key + ": " + answer).isEqualTo(422);
        }
    }

    @Test
    void aRowSaysForWhomItWaits() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode shown = lead.get(PATH + "?number=1").body().at("/items/0");
            assertThat(shown.path("waitingFor")).isNotEmpty();
            assertThat(shown.path("openTasks").asInt()).isPositive();
            assertThat(list("party=" + shown.at("/waitingFor/0").asString())).contains("note");
        });
        // The playbook may still be asking.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            cancelTasks();
            JsonNode quiet = lead.get(PATH + "?number=1").body().at("/items/0");
            assertThat(quiet.path("openTasks").asInt()).isZero();
            assertThat(quiet.path("waitingFor")).isEmpty();
            assertThat(list("party=none")).contains("note");
            assertThat(list("party=client,provider")).doesNotContain("note");
        });
        assertThat(list("party=client,provider,none")).hasSize(3);
    }

    @Test
    void whoseApprovalIsAskedForIsWaitedFor() {
        client.allow("approval", Map.of("client", 1, "provider", 1), "block_ip");
        Api.Answer asked = lead.post(
                PATH + "/" + names.get("mail") + "/actions",
                Map.of("verb", "block_ip", "target", "203.0.113.9", "reason", "It phones home."));
        assertThat(asked.status()).as(asked.toString()).isIn(200, 201, 202);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            cancelTasks();
            JsonNode shown = lead.get(PATH + "?number=2").body().at("/items/0");
            assertThat(shown.path("openTasks").asInt()).isZero();
            assertThat(shown.path("waitingFor")).hasSize(2);
            assertThat(list("party=provider")).contains("mail");
        });
    }

    @Test
    void eachFacetIsCountedAsIfItsOwnFilterWasNotSet() {
        Map<String, Map<String, Long>> facets = facets("severity=critical");

        assertThat(facets.keySet())
                .containsExactlyInAnyOrder(
                        "status", "severity", "category", "party", "acknowledged", "late", "technique", "organisation");
        assertThat(facets.get("severity")).isEqualTo(Map.of("critical", 1L, "high", 1L, "medium", 1L));
        assertThat(facets.get("category")).isEqualTo(Map.of("ransomware", 1L));
        assertThat(facets.get("late")).isEqualTo(Map.of("false", 1L));
        assertThat(facets.get("technique")).containsEntry("T1486", 1L);
        for (String question : List.of("", "severity=critical", "text=ransomw", "acknowledged=false", "party=none")) {
            // Between the two questions a playbook may ask the first person.
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(
                                    lead.get(PATH + "/facets?" + question).at("/total"))
                            .as(question)
                            .isEqualTo(Integer.toString(list(question).size())));
        }
    }

    @Test
    void nobodyCountsWhatAnotherOrganisationHas() {
        assertThat(fixture.client().lead().get(PATH + "/facets").at("/total")).isEqualTo("0");
    }

    @Test
    void theDatabaseJudgesClocksAsTheServerDoes() {
        Instant noon = Instant.parse("2026-05-04T12:00:00Z");
        List<Instant> dues = List.of(noon.minusSeconds(1), noon, noon.plusSeconds(1), noon.plusSeconds(2));
        List<@Nullable Instant> moments = new ArrayList<>(dues);
        moments.addFirst(null);
        for (Instant due : dues) {
            for (Instant metAt : moments) {
                for (Instant over : moments) {
                    assertThat(database.asAdministrator()
                                    .sql("select clock_state(?, ?, ?, ?)")
                                    .param(1, due.toString(), Types.OTHER)
                                    .param(2, metAt == null ? null : metAt.toString(), Types.OTHER)
                                    .param(3, over == null ? null : over.toString(), Types.OTHER)
                                    .param(4, noon.toString(), Types.OTHER)
                                    .query(String.class)
                                    .single())
                            .as(due + " " + metAt + " " + over)
                            .isEqualTo(ClockState.of(due, metAt, over, noon).id());
                }
            }
        }
    }

    private void open(String name, String title, String severity, String host) {
        Api.Answer answer = client.integration()
                .post("/api/v1/alerts/generic", Map.of("id", name, "title", title, "severity", severity, "host", host));
        assertThat(answer.at("/results/0/incidentId")).as(answer.toString()).isNotEmpty();
        names.put(name, answer.at("/results/0/incidentId"));
    }

    private void cancelTasks() {
        database.asAdministrator()
                .sql("update task set state = 'cancelled', ended_at = now() where organisation = ? and state = 'open'")
                .param(client.id().value())
                .update();
    }

    /** Leaves one promise: that it is resolved by then. */
    private void due(String name, @Nullable Instant by) {
        database.asAdministrator()
                .sql("""
                    update incident set notify_due = null, acknowledge_due = null, contain_due = null,
                           resolve_due = ?::timestamptz
                     where organisation = ? and id = ?::uuid
                    """)
                .params(Arrays.asList(
                        by == null ? null : by.toString(), client.id().value(), names.get(name)))
                .update();
    }

    private List<String> list(String question) {
        return named(lead.get(PATH + "?" + question));
    }

    private List<String> pages(String question) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            Api.Answer page = lead.get(PATH + "?limit=1&" + question + "&cursor=" + cursor);
            all.addAll(named(page));
            cursor = page.body().path("next").asString("");
        } while (!cursor.isEmpty() && all.size() < 10);
        return all;
    }

    private List<String> named(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body()
                .at("/items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .map(id -> names.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(id))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(id))
                .toList();
    }

    private Map<String, Map<String, Long>> facets(String question) {
        Api.Answer answer = lead.get(PATH + "/facets?" + question);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        Map<String, Map<String, Long>> facets = new TreeMap<>();
        for (JsonNode facet : answer.body().at("/facets")) {
            Map<String, Long> values = new TreeMap<>();
            facet.path("values")
                    .forEach(value -> values.put(
                            value.path("value").asString(), value.path("count").asLong()));
            facets.put(facet.path("name").asString(), values);
        }
        return facets;
    }
}
