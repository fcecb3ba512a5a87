package io.cordon.playbook.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

@CordonServerTest
class WorkTests {

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Test
    void everythingThatWaitsForAPersonStandsInOneListFirstDueFirst() {
        Fixture.Client client = fixture.client();
        client.allow("approval", "block_ip");
        client.put(
                "raci",
                Map.of(
                        "functions",
                        Stream.of("incident-response-first-line", "incident-response-deep-analysis", "monitoring")
                                .map(function -> Map.of("function", function, "client", "RA", "provider", "C"))
                                .toList()));
        Api.As anna = client.lead();
        String incident = incident(client);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> kinds(anna).containsAll(List.of("task", "approval"))
                        && work(anna).stream()
                                .anyMatch(item -> item.path("acknowledges").asBoolean()));
        String task = only(anna, "task").path("id").asString();
        client.as("emil", "lead")
                .post(
                        "/api/v1/tasks/" + task + "/ask",
                        Map.of("of", client.id() + "/anna", "question", "Is it yours?"));

        List<JsonNode> work = work(anna);

        assertThat(work)
                .allSatisfy(item -> {
                    assertThat(item.path("incidentId").asString()).isEqualTo(incident);
                    assertThat(item.at("/incident/organisation").asString())
                            .isEqualTo(client.id().value());
                    assertThat(item.at("/incident/title").asString()).contains("Ransomware");
                    assertThat(item.path("party").asString()).isEqualTo("client");
                })
                .extracting(item -> item.path("kind").asString())
                .contains("task", "approval", "question");
        assertThat(work)
                .as("what tells a task from others of its name")
                .filteredOn(item -> item.path("kind").asString().equals("task"))
                .isNotEmpty()
                .allSatisfy(item -> {
                    assertThat(item.at("/about/0/kind").asString()).isEqualTo("host");
                    assertThat(item.at("/about/0/value").asString()).isEqualTo("fs01");
                });
        assertThat(anna.get("/api/v1/tasks/" + task).at("/about/0/value")).isEqualTo("fs01");
        assertThat(anna.with("Accept", "application/json")
                        .get("/api/v1/incidents/" + incident + "/report")
                        .at("/tasks/0/about/0"))
                .isEqualTo("fs01");
        assertThat(anna.get("/api/v1/incidents/" + incident + "/notifications")
                        .body()
                        .path("items")
                        .valueStream()
                        .map(letter -> letter.path("subject").asString())
                        .filter(subject -> subject.contains("Task: ")))
                .isNotEmpty()
                .allSatisfy(subject -> assertThat(subject).contains("(fs01"));
        assertThat(work)
                .as("to acknowledge is one thing to do, once")
                .filteredOn(item -> item.path("acknowledges").asBoolean())
                .extracting(item -> item.path("kind").asString())
                .containsExactly("task");
        String promised = api.administrator()
                .get("/api/v1/incidents/" + incident)
                .body()
                .path("clocks")
                .valueStream()
                .filter(clock -> clock.path("name").asString().equals("contained"))
                .map(clock -> clock.path("due").asString())
                .findFirst()
                .orElseThrow();
        assertThat(work)
                .filteredOn(item -> Set.of("question", "approval")
                        .contains(item.path("kind").asString()))
                .as("they hold up what was promised of the incident")
                .extracting(item -> item.path("due").asString())
                .containsOnly(promised);
        assertThat(work.stream()
                        .map(item -> item.path("due").asString(""))
                        .filter(due -> !due.isEmpty())
                        .map(Instant::parse))
                .isSorted();
        assertThat(work(fixture.client().lead())).isEmpty();
        Api.Answer first = anna.get("/api/v1/work?limit=1");
        assertThat(first.body().path("items")).hasSize(1);
        assertThat(anna.get("/api/v1/work?limit=1&cursor=" + first.at("/next")).at("/items/0/id"))
                .isEqualTo(work.get(1).path("id").asString());
    }

    @Test
    void whoAskedAboutATaskFindsTheAnswerAtIt() {
        Fixture.Client client = fixture.client();
        Api.As anna = client.lead();
        Api.As emil = client.as("emil", "lead");
        incident(client);
        await().atMost(Duration.ofSeconds(20)).until(() -> kinds(anna).contains("task"));
        String task = work(anna).stream()
                .filter(item -> item.path("kind").asString().equals("task"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        for (String answer : List.of("Ask Emil.", "It is mine.")) {
            String question = anna.post(
                            "/api/v1/tasks/" + task + "/ask",
                            Map.of("of", client.id() + "/emil", "question", "Whose is it?"))
                    .at("/id");
            assertThat(reply(anna, task).path("answer").asString()).isNotEqualTo(answer);
            assertThat(emil.post("/api/v1/questions/" + question + "/answer", Map.of("answer", answer))
                            .status())
                    .isEqualTo(200);
            assertThat(reply(anna, task).path("answer").asString()).isEqualTo(answer);
        }
        assertThat(reply(anna, task).path("by").asString()).startsWith(client.id() + "/emil");
        assertThat(reply(emil, task).isObject()).as("who did not ask").isFalse();
    }

    private static JsonNode reply(Api.As person, String task) {
        return work(person).stream()
                .filter(item -> item.path("id").asString().equals(task))
                .findFirst()
                .map(item -> item.path("reply"))
                .orElseGet(MissingNode::getInstance);
    }

    @Test
    void whatIsSettledWaitsNoLonger() {
        Fixture.Client client = fixture.client();
        client.allow("approval", "block_ip");
        Api.As anna = client.lead();
        String incident = incident(client);
        await().atMost(Duration.ofSeconds(20)).until(() -> kinds(anna).contains("approval"));
        String action = only(anna, "approval").path("id").asString();

        assertThat(anna.post("/api/v1/actions/" + action + "/approve", Map.of()).status())
                .isEqualTo(200);
        anna.post("/api/v1/incidents/" + incident + "/acknowledge");

        assertThat(work(anna)).noneMatch(item -> action.equals(item.path("id").asString()));
        await().until(() ->
                work(anna).stream().noneMatch(item -> item.path("acknowledges").asBoolean()));
    }

    @Test
    void anApprovalWaitsForThoseWhoMayGiveIt() {
        Fixture.Client client = fixture.client();
        client.allow("approval", Map.of("client", 1, "provider", 0), "block_ip");
        Api.As anna = client.lead();
        Api.As priya = api.as(fixture.providerToken("lead", "priya"));
        incident(client);
        await().atMost(Duration.ofSeconds(20)).until(() -> kinds(anna).contains("approval"));
        String action = only(anna, "approval").path("id").asString();

        assertThat(only(anna, "approval").at("/asked/others"))
                .as("anna is alone in it, and priya is not asked")
                .isEmpty();
        assertThat(kinds(client.responder())).doesNotContain("approval");
        assertThat(work(priya)).noneMatch(item -> action.equals(item.path("id").asString()));
        assertThat(anna.get("/api/v1/actions/" + action)
                        .body()
                        .path("mayApprove")
                        .asBoolean())
                .isTrue();
        assertThat(priya.get("/api/v1/actions/" + action)
                        .body()
                        .path("mayApprove")
                        .asBoolean())
                .isFalse();
        assertThat(client.responder()
                        .get("/api/v1/actions/" + action)
                        .body()
                        .path("mayApprove")
                        .asBoolean())
                .isFalse();
    }

    private static String incident(Fixture.Client client) {
        return Objects.requireNonNull(
                client.integration().post("/api/v1/alerts/generic", """
                    {"title":"Ransomware note written","severity":"critical","host":"fs01","src_ip":"203.0.113.77",
                     "time":"2026-05-01T10:00:00Z","id":"1"}
                    """).at("/results/0/incidentId"));
    }

    private static JsonNode only(Api.As person, String kind) {
        return work(person).stream()
                .filter(item -> item.path("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> kinds(Api.As person) {
        return work(person).stream().map(item -> item.path("kind").asString()).toList();
    }

    private static List<JsonNode> work(Api.As person) {
        Api.Answer answer = person.get("/api/v1/work");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().path("items").valueStream().toList();
    }
}
