package io.cordon.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What no alert told of, a person opens; and somebody looks after it. */
@CordonServerTest
class OpeningByHandTests {

    private static final String PATH = "/api/v1/incidents";

    @Autowired
    private Fixture fixture;

    @Autowired
    private Api api;

    private Fixture.Client client;

    @BeforeEach
    void begin() {
        client = fixture.client();
    }

    @Test
    void aPersonOpensAnIncidentAndItsPlaybookStarts() {
        Api.Answer opened = client.as("anna", "responder").post(PATH, wanted());

        assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
        String id = opened.at("/id");
        assertThat(opened.at("/organisation")).isEqualTo(client.id().value());
        assertThat(opened.at("/status")).isEqualTo("open");
        assertThat(opened.at("/acknowledgedAt")).isEmpty();
        assertThat(opened.at("/entities/hosts/0")).isEqualTo("ws-17");
        JsonNode first = client.lead()
                .get(PATH + "/" + id + "/timeline?kind=opened")
                .body()
                .at("/items/0");
        assertThat(first.path("text").asString()).isEqualTo("She phoned at 9:40.");
        assertThat(first.path("by").asString()).startsWith(client.id() + "/anna");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Api.Answer shown = client.lead().get(PATH + "/" + id);
            assertThat(shown.at("/playbook/key")).isEqualTo("ransomware");
            assertThat(shown.at("/playbook/version")).isNotEmpty();
            assertThat(shown.at("/openTasks")).isNotEqualTo("0");
        });
        assertThat(client.admin()
                        .get(client.path("/audit") + "?action=incident-opened")
                        .toString())
                .contains("byHand");
    }

    @Test
    void aRequestThatIsSentAgainOpensNoOther() {
        Api.As anna = client.lead().with("Idempotency-Key", "phone-17");

        Api.Answer opened = anna.post(PATH, wanted());
        Api.Answer again = anna.post(PATH, wanted());

        assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
        assertThat(again.status()).as(again.toString()).isEqualTo(201);
        assertThat(again.at("/id")).isEqualTo(opened.at("/id"));
        Map<String, Object> other = wanted();
        other.put("title", "Something else");
        assertThat(anna.post(PATH, other).status()).isEqualTo(409);
        assertThat(fixture.client()
                        .lead()
                        .with("Idempotency-Key", "phone-17")
                        .post(PATH, wanted())
                        .at("/id"))
                .as("another client's key is another")
                .isNotEqualTo(opened.at("/id"));
        assertThat(client.lead().post(PATH, wanted()).at("/id")).isNotEqualTo(opened.at("/id"));
        assertThat(client.lead()
                        .with("Idempotency-Key", "k".repeat(256))
                        .post(PATH, wanted())
                        .status())
                .isEqualTo(422);
    }

    /** It was there without any alert, and may be so again. */
    @Test
    void itsOnlyAlertCanBeSplitOff() {
        String id = client.lead().post(PATH, wanted()).at("/id");
        Api.Answer alert = client.integration()
                .post(
                        "/api/v1/alerts/generic",
                        "{\"title\":\"Ransomware note written\",\"severity\":\"critical\",\"host\":\"ws-17\"}");
        assertThat(alert.at("/results/0/incidentId")).isEqualTo(id);
        Map<String, Object> split =
                Map.of("alerts", List.of(alert.at("/results/0/alertId")), "reason", "Another matter.");

        Api.Answer off = client.lead().post(PATH + "/" + id + "/split", split);

        assertThat(off.status()).as(off.toString()).isEqualTo(200);
        assertThat(client.lead().get(PATH + "/" + id).at("/alertCount")).isEqualTo("0");
        assertThat(client.lead().get(PATH + "/" + id).at("/entities/hosts/0")).isEqualTo("ws-17");
        assertThat(client.lead()
                        .post(PATH + "/" + off.at("/id") + "/split", split)
                        .status())
                .as("what an alert opened keeps one")
                .isEqualTo(409);
    }

    @Test
    void anAlertOfTheSameHostJoinsIt() {
        String id = client.lead().post(PATH, wanted()).at("/id");

        Api.Answer alert = client.integration()
                .post(
                        "/api/v1/alerts/generic",
                        "{\"title\":\"Ransomware note written\",\"severity\":\"critical\",\"host\":\"ws-17\"}");

        assertThat(alert.at("/results/0/incidentId")).isEqualTo(id);
    }

    @Test
    void aPersonMayFindOutFirstWhatItIs() {
        Map<String, Object> wanted = wanted();
        wanted.put("playbook", "triage-by-a-person");

        String id = client.lead().post(PATH, wanted).at("/id");

        assertThat(client.lead().get(PATH + "/" + id).at("/playbook/key")).isEqualTo("triage-by-a-person");
    }

    @Test
    void theProviderIsNoClientToOpenOneFor() {
        Map<String, Object> wanted = wanted();
        wanted.put("organisation", "provider");

        Api.Answer answer = api.administrator().post(PATH, wanted);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.at("/findings/0/field")).isEqualTo("organisation");
    }

    @Test
    void whoeverNamedATargetDoesNotApproveWhatThePlaybookAsksForBecauseOfIt() {
        client.allow("approval", "block_ip");
        client.put(
                "people",
                Map.of(
                        "people",
                        List.of(
                                Map.of("id", "anna", "name", "Anna Ames", "roles", List.of("lead")),
                                Map.of("id", "ben", "name", "Ben Bright", "roles", List.of("lead")))));
        Api.As anna = client.as("anna", "lead");
        Map<String, Object> wanted = wanted();
        wanted.put("entities", Map.of("ips", List.of("203.0.113.9")));
        String id = anna.post(PATH, wanted).at("/id");

        JsonNode asked = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> anna.get(PATH + "/" + id + "/actions").body().at("/items/0"),
                        action -> action.path("state").asString("").equals("awaiting_approval"));
        String action = "/api/v1/actions/" + asked.path("id").asString();
        assertThat(asked.path("requestedBy").asString()).startsWith("playbook:");
        assertThat(asked.path("mayApprove").asBoolean()).isFalse();
        assertThat(asked.path("deciders"))
                .extracting(decider -> decider.path("id").asString())
                .containsExactly("ben");
        Api.Answer own = anna.post(action + "/approve", Map.of());
        assertThat(own.status()).as(own.toString()).isEqualTo(403);
        assertThat(client.as("ben", "lead").post(action + "/approve", Map.of()).status())
                .isEqualTo(200);
    }

    @Test
    void whatAPersonNamedStaysWhereAnAlertIsSplitOff() {
        Map<String, Object> wanted = wanted();
        wanted.put("entities", Map.of("hosts", List.of("ws-17"), "users", List.of("bea")));
        String id = client.lead().post(PATH, wanted).at("/id");
        String alert = alertOfTheHost();
        alertOfTheHost();

        Api.Answer split = client.lead()
                .post(PATH + "/" + id + "/split", Map.of("alerts", List.of(alert), "reason", "Another intruder."));

        assertThat(split.status()).as(split.toString()).isEqualTo(200);
        assertThat(client.lead().get(PATH + "/" + id).at("/entities/users/0")).isEqualTo("bea");
        assertThat(split.at("/entities/hosts/0")).isEqualTo("ws-17");
    }

    private String alertOfTheHost() {
        return client.integration()
                .post(
                        "/api/v1/alerts/generic",
                        "{\"title\":\"Ransomware note written\",\"severity\":\"critical\",\"host\":\"ws-17\","
                                + "\"id\":\"" + UUID.randomUUID() + "\"}")
                .at("/results/0/alertId");
    }

    @Test
    void soManyThingsAreNamedAtMost() {
        Map<String, Object> wanted = wanted();
        wanted.put("entities", Map.of("ips", Collections.nCopies(101, "no address")));

        Api.Answer answer = client.lead().post(PATH, wanted);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/findings"))
                .extracting(finding -> finding.path("field").asString())
                .containsExactly("entities");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        Api.Answer answer = client.lead()
                .post(
                        PATH,
                        Map.of(
                                "severity", "dreadful",
                                "category", "nonsense",
                                "text", " ",
                                "occurredAt",
                                        Instant.now().plus(Duration.ofDays(1)).toString(),
                                "playbook", "contain",
                                "entities", Map.of("ips", List.of("10.0.0.0/8"), "ghosts", List.of("boo"))));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/findings"))
                .as(answer.toString())
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder(
                        "title", "severity", "category", "text", "occurredAt", "playbook", "entities.ips", "entities");
    }

    @Test
    void nobodyOpensAnIncidentOfAnotherOrganisationOrLearnsThatThereIsSuch() {
        Map<String, Object> wanted = wanted();
        wanted.put("organisation", fixture.client().id().value());
        assertThat(client.admin().post(PATH, wanted).status()).isEqualTo(404);
        wanted.put("organisation", "nobody-at-all");
        assertThat(client.admin().post(PATH, wanted).status()).isEqualTo(404);
    }

    @Test
    void whoReachesSeveralClientsSaysWhoseItIs() {
        Api.Answer unsaid = api.administrator().post(PATH, wanted());
        assertThat(unsaid.status()).isEqualTo(422);
        assertThat(unsaid.toString()).contains("organisation");

        Map<String, Object> wanted = wanted();
        wanted.put("organisation", client.id().value());
        assertThat(api.administrator().post(PATH, wanted).at("/organisation"))
                .isEqualTo(client.id().value());
    }

    @Test
    void whoeverIsOnItFirstLooksAfterItUntilSomebodyTakesItOver() {
        client.put(
                "people",
                Map.of(
                        "people",
                        List.of(
                                Map.of("id", "anna", "name", "Anna Ames", "roles", List.of("lead")),
                                Map.of("id", "ben", "name", "Ben Bright", "roles", List.of("responder")))));
        Api.As anna = client.as("anna", "lead");
        Api.As ben = client.as("ben", "responder");
        String id = anna.post(PATH, wanted()).at("/id");
        assertThat(anna.get(PATH + "/" + id).at("/owner")).isEmpty();

        assertThat(ben.post(PATH + "/" + id + "/take").at("/owner/name")).isEqualTo("Ben Bright");
        assertThat(anna.get(PATH + "/" + id).at("/acknowledgedAt")).isNotEmpty();

        assertThat(anna.post(PATH + "/" + id + "/take").at("/owner/name")).isEqualTo("Anna Ames");
        assertThat(listed(id).at("/owner/name").asString()).isEqualTo("Anna Ames");
        assertThat(anna.get(PATH + "/" + id + "/timeline?kind=status").toString())
                .contains("in place of Ben Bright");

        anna.post(PATH + "/" + id + "/resolve", Map.of("reason", "A false alarm."));
        assertThat(ben.post(PATH + "/" + id + "/take").status()).isEqualTo(409);
        assertThat(fixture.client().lead().post(PATH + "/" + id + "/take").status())
                .isEqualTo(404);
    }

    @Test
    void theListSaysByNameWhomAnIncidentWaitsFor() {
        client.put(
                "people",
                Map.of(
                        "people",
                        List.of(Map.of(
                                "id",
                                "anna",
                                "name",
                                "Anna Ames",
                                "email",
                                "anna@acme.example",
                                "roles",
                                List.of("lead")))));
        client.put(
                "raci",
                Map.of(
                        "functions",
                        List.of(Map.of("function", "incident-response-first-line", "client", "RA", "provider", "C"))));
        String id = client.as("anna", "lead").post(PATH, wanted()).at("/id");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode wait = listed(id).at("/waits/0");
            assertThat(wait.path("party").asString()).isEqualTo("client");
            assertThat(wait.path("tasks").asInt()).isPositive();
            assertThat(wait.at("/people/0/name").asString()).isEqualTo("Anna Ames");
            assertThat(wait.path("due").asString()).isNotEmpty();
        });
    }

    private JsonNode listed(String id) {
        return client.lead()
                .get(PATH)
                .body()
                .path("items")
                .valueStream()
                .filter(item -> item.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> wanted() {
        return new HashMap<>(Map.of(
                "title", "A user phoned: her files no longer open",
                "severity", "high",
                "category", "ransomware",
                "text", "She phoned at 9:40.",
                "entities", Map.of("hosts", List.of("ws-17"))));
    }
}
