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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** People of both parties about one task: handing it over, asking, answering. */
@CordonServerTest
class TasksTogetherTests {

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    private Fixture.Client client;
    private Api.As anna;
    private Api.As bert;
    private String incident;
    private String task;

    @BeforeEach
    void aTaskOfTheClient() {
        client = fixture.client();
        client.put(
                "raci",
                Map.of(
                        "functions",
                        Stream.of("incident-response-first-line", "incident-response-deep-analysis", "monitoring")
                                .map(function -> Map.of("function", function, "client", "RA", "provider", "C"))
                                .toList()));
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
                                List.of(Map.of("order", 1, "person", "anna", "from", "00:00", "to", "00:00"))))));
        anna = client.lead();
        bert = client.responder();
        incident = client.integration().post("/api/v1/alerts/generic", """
            {"title":"Ransomware note written","severity":"critical","host":"fs01","src_ip":"203.0.113.77",
             "time":"2026-05-01T10:00:00Z","id":"1"}
            """).at("/results/0/incidentId");
        await().atMost(Duration.ofSeconds(20)).until(() -> !tasks(anna).isEmpty());
        task = "/api/v1/tasks/" + tasks(anna).getFirst().path("id").asString();
    }

    @Test
    void whoeverGetsATaskFindsItAndMayDoIt() {
        assertThat(anna.get(task).body().path("mayDo").asBoolean()).isTrue();
        assertThat(bert.get(task).body().path("mayDo").asBoolean()).isFalse();
        assertThat(anna.post(task + "/claim").status()).isEqualTo(200);

        Api.Answer handed = anna.post(task + "/hand-over", Map.of("to", "bert", "note", "My shift is over."));

        assertThat(handed.status()).as(handed.toString()).isEqualTo(200);
        assertThat(handed.at("/state")).isEqualTo("open");
        assertThat(handed.at("/claimedBy")).isEmpty();
        assertThat(handed.at("/responsible/people/0/id")).isEqualTo("bert");
        assertThat(handed.at("/notes/0/text")).isEqualTo("My shift is over.");
        assertThat(handed.at("/incident/title")).contains("Ransomware");
        assertThat(handed.at("/incident/number")).isEqualTo("1");
        assertThat(bert.get(task).body().path("mayDo").asBoolean()).isTrue();
        assertThat(tasks(bert)).extracting(each -> each.path("id").asString()).contains(handed.at("/id"));
        assertThat(timeline("task")).anyMatch(text -> text.contains("To Bert Berg. My shift is over."));
        assertThat(told("Task: ")).contains("bert");
    }

    @Test
    void aTaskStaysWithTheResponsibleParty() {
        fixture.providerToken("responder", "prue");

        Api.Answer toProvider = anna.post(task + "/hand-over", Map.of("to", "provider/prue"));
        Api.Answer toAuditor = anna.post(task + "/hand-over", Map.of("to", "cora"));
        Api.Answer byAnother = bert.post(task + "/hand-over", Map.of("to", "bert"));

        assertThat(toProvider.status()).isEqualTo(422);
        assertThat(toProvider.at("/detail")).contains("Anna Admin (anna)", "Bert Berg (bert)");
        assertThat(toAuditor.status()).isEqualTo(422);
        assertThat(byAnother.status()).isEqualTo(403);
        assertThat(byAnother.at("/detail")).contains("The client is responsible");
    }

    @Test
    void aQuestionReachesTheOtherPartyAndItsAnswerWhoeverAsked() {
        Api.As prue = api.as(fixture.providerToken("responder", "prue"));

        Api.Answer asked =
                anna.post(task + "/ask", Map.of("of", "provider/prue", "question", "Have you seen this elsewhere?"));

        assertThat(asked.status()).as(asked.toString()).isEqualTo(201);
        String question = asked.at("/id");
        assertThat(questions(prue)).contains(question);
        assertThat(questions(bert)).isEmpty();
        assertThat(told("Question from Anna Admin")).containsExactly("prue");
        assertThat(bert.post("/api/v1/questions/" + question + "/answer", Map.of("answer", "No."))
                        .status())
                .isEqualTo(403);

        Api.Answer answered = prue.post("/api/v1/questions/" + question + "/answer", Map.of("answer", "Twice."));

        assertThat(answered.status()).as(answered.toString()).isEqualTo(200);
        assertThat(answered.at("/answer")).isEqualTo("Twice.");
        assertThat(answered.at("/answeredBy")).startsWith("provider/prue");
        assertThat(questions(prue)).doesNotContain(question);
        assertThat(told("Answer from")).containsExactly("anna");
        assertThat(prue.post("/api/v1/questions/" + question + "/answer", Map.of("answer", "Thrice."))
                        .status())
                .isEqualTo(409);
        assertThat(bert.get(task).at("/questions/0/answer")).isEqualTo("Twice.");
        assertThat(timeline("question"))
                .anyMatch(text -> text.startsWith("Asked") && text.endsWith("Have you seen this elsewhere?"))
                .anyMatch(text -> text.startsWith("Answered") && text.endsWith("Twice."));
        assertThat(fixture.client()
                        .lead()
                        .post("/api/v1/questions/" + question + "/answer", Map.of("answer", "Mine."))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void nobodyIsAskedWhoCouldNotAnswer() {
        for (String nobody : List.of("", "anna", client.id() + "/nobody", client.id() + "/cora", "other/anna")) {
            Api.Answer asked = anna.post(task + "/ask", Map.of("of", nobody, "question", "Who are you?"));

            assertThat(asked.status()).as(asked.toString()).isEqualTo(422);
            assertThat(asked.at("/findings/0/field")).isEqualTo("of");
        }
        assertThat(anna.post(task + "/ask", Map.of("of", client.id() + "/bert", "question", " "))
                        .at("/findings/0/field"))
                .isEqualTo("question");
    }

    @Test
    void whatIsSaidAboutATaskStandsWithIt() {
        bert.post(task + "/comment", Map.of("comment", "The user is on holiday."));
        anna.post(task + "/comment", Map.of("comment", "Then call her manager."));

        JsonNode notes = bert.get(task).body().path("notes");

        assertThat(notes.valueStream().map(note -> note.path("text").asString()))
                .containsExactly("The user is on holiday.", "Then call her manager.");
        assertThat(notes.at("/0/by").asString()).startsWith(client.id() + "/bert");
    }

    private List<String> questions(Api.As person) {
        return items(person.get("/api/v1/questions?mine=true&open=true")).stream()
                .map(question -> question.path("id").asString())
                .toList();
    }

    private List<JsonNode> tasks(Api.As person) {
        return items(person.get("/api/v1/tasks?mine=true&state=open&incident=" + incident));
    }

    /** The people who got a letter whose subject has these words. */
    private List<String> told(String words) {
        return items(anna.get("/api/v1/incidents/" + incident + "/notifications?limit=500")).stream()
                .filter(letter -> letter.path("subject").asString().contains(words))
                .map(letter -> letter.at("/recipient/person").asString())
                .distinct()
                .toList();
    }

    private List<String> timeline(String kind) {
        return items(anna.get("/api/v1/incidents/" + incident + "/timeline?limit=500")).stream()
                .filter(entry -> entry.path("kind").asString().equals(kind))
                .map(entry -> entry.path("text").asString())
                .toList();
    }

    private static List<JsonNode> items(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().path("items").valueStream().toList();
    }
}
