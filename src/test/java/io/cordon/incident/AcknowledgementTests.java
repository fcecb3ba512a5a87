package io.cordon.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.tenancy.ActingFor;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Acknowledged is what a person has seen. */
@CordonServerTest
class AcknowledgementTests {

    @Autowired
    private Fixture fixture;

    private int many;

    @Autowired
    private Api api;

    @Autowired
    private Incidents incidents;

    @Autowired
    private ActingFor actingFor;

    @Test
    void whatAPlaybookDidNobodyHasSeenYet() {
        Fixture.Client client = fixture.client();
        UUID incident = UUID.fromString(client.integration()
                .post(
                        "/api/v1/alerts/generic",
                        "{\"title\":\"Ransomware note written\",\"severity\":\"critical\",\"host\":\"fs01\"}")
                .at("/results/0/incidentId"));

        boolean moved = Objects.requireNonNull(actingFor.call(
                client.id(),
                () -> incidents.changeStatus(
                        client.id(), incident, IncidentStatus.CONTAINED, "All holds.", "playbook:contain")));

        assertThat(moved).isTrue();
        assertThat(shown(client, incident).at("/status")).isEqualTo("contained");
        assertThat(shown(client, incident).at("/acknowledgedAt")).isEmpty();
        client.lead().post("/api/v1/incidents/" + incident + "/resolve", "{\"reason\":\"It was a drill.\"}");
        assertThat(shown(client, incident).at("/acknowledgedAt")).isNotEmpty();
    }

    /** Who acknowledges knows of it; that the provider does is no word to the client. */
    @Test
    void whoeverOfTheClientAcknowledgesIsNotified() {
        Fixture.Client client = fixture.client();
        UUID byProvider = opened(client);
        UUID byClient = opened(client);

        api.as(fixture.providerToken("lead", "priya")).post("/api/v1/incidents/" + byProvider + "/acknowledge");
        anna(client).post("/api/v1/incidents/" + byClient + "/acknowledge");

        assertThat(shown(client, byProvider).at("/acknowledgedAt")).isNotEmpty();
        assertThat(shown(client, byProvider).at("/notifiedAt")).isEmpty();
        assertThat(shown(client, byClient).at("/notifiedAt"))
                .isEqualTo(shown(client, byClient).at("/acknowledgedAt"));
        assertThat(shown(client, byClient).at("/clocks/0/state")).isEqualTo("met");
    }

    /** The task that asks for it is done by whoever does it elsewhere, and no open point of the report. */
    @Test
    void theTaskThatAsksForItIsDoneByWhoeverAcknowledgesOnTheIncident() {
        Fixture.Client client = fixture.client();
        Api.As anna = client.lead();
        String incident = "/api/v1/incidents/" + opened(client);
        await().until(() ->
                acknowledging(anna, incident).path("state").asString().equals("open"));

        anna.post(incident + "/acknowledge");

        await().until(() ->
                acknowledging(anna, incident).path("state").asString().equals("completed"));
        JsonNode task = acknowledging(anna, incident);
        assertThat(task.path("completedBy").asString()).startsWith(client.id() + "/anna");
        assertThat(task.path("comment").asString()).isEqualTo("Done by acknowledging the incident.");
        assertThat(anna.get(incident + "/timeline?limit=500").text())
                .contains("Task completed: Acknowledge the incident. Done by acknowledging the incident.")
                .doesNotContain("Task cancelled");
        await().until(() -> anna.get(incident + "/playbook").text().contains("asked-no-more"));
        assertThat(anna.get(incident + "/playbook")
                        .body()
                        .path("instances")
                        .valueStream()
                        .flatMap(instance -> instance.path("steps").valueStream())
                        .filter(step -> step.path("element").asString().equals("acknowledge"))
                        .map(step -> step.path("state").asString()))
                .containsExactly("done");
        assertThat(anna.with("Accept", "application/json")
                        .get(incident + "/report")
                        .body()
                        .path("openPoints")
                        .toString())
                .contains("is not completed")
                .doesNotContain("Acknowledge the incident");
    }

    @Test
    void whoeverResolvesItOrTakesAnotherTaskHasAcknowledged() {
        Fixture.Client client = fixture.client();
        Api.As anna = client.lead();
        String resolved = "/api/v1/incidents/" + opened(client);
        String worked = "/api/v1/incidents/" + opened(client);
        await().until(() ->
                acknowledging(anna, resolved).path("state").asString().equals("open")
                        && acknowledging(anna, worked).path("state").asString().equals("open"));

        anna.post(resolved + "/resolve", "{\"reason\":\"It was a drill.\"}");
        String other = tasks(anna, worked)
                .filter(task -> task.path("mayDo").asBoolean()
                        && !task.path("step").asString().equals("acknowledge"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        anna.post("/api/v1/tasks/" + other + "/claim");

        await().until(() ->
                acknowledging(anna, resolved).path("state").asString().equals("completed"));
        await().until(() -> acknowledging(anna, worked).path("state").asString().equals("completed"));
        assertThat(acknowledging(anna, worked).path("completedBy").asString()).startsWith(client.id() + "/anna");
    }

    /** Taking the very task that asks for it stops the clock; who leads has still to be said. */
    @Test
    void whoeverTakesTheTaskThatAsksForItHasStillToAnswerIt() {
        Fixture.Client client = fixture.client();
        Api.As anna = client.lead();
        String incident = "/api/v1/incidents/" + opened(client);
        await().until(() ->
                acknowledging(anna, incident).path("state").asString().equals("open"));

        anna.post("/api/v1/tasks/" + acknowledging(anna, incident).path("id").asString() + "/claim");

        assertThat(anna.get(incident).at("/acknowledgedAt")).isNotEmpty();
        assertThat(acknowledging(anna, incident).path("state").asString()).isEqualTo("claimed");
        assertThat(anna.post(
                                "/api/v1/tasks/"
                                        + acknowledging(anna, incident)
                                                .path("id")
                                                .asString() + "/complete",
                                "{\"values\":{\"lead\":\"Anna\"}}")
                        .status())
                .isEqualTo(200);
    }

    /** With a password of her own: a token that the provider made for her may be used by whoever made it. */
    private Api.As anna(Fixture.Client client) {
        String name = client.id() + "/anna";
        String password = "correct horse battery staple";
        String code =
                api.administrator().post(client.path("/people/anna/setup-code")).at("/code");
        api.anonymous().post("/api/v1/setup", Map.of("username", name, "code", code, "password", password));
        return api.signedIn(name, password);
    }

    private static JsonNode acknowledging(Api.As reader, String incident) {
        return tasks(reader, incident)
                .filter(task -> task.path("step").asString().equals("acknowledge"))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    private static Stream<JsonNode> tasks(Api.As reader, String incident) {
        return reader.get(incident + "/tasks").body().path("items").valueStream();
    }

    /** Each with hosts of its own: none joins another. */
    private UUID opened(Fixture.Client client) {
        int number = ++many;
        return UUID.fromString(client.integration()
                .post(
                        "/api/v1/alerts/generic",
                        "{\"title\":\"Ransomware note written\",\"severity\":\"critical\",\"host\":\"fs%1$d\",\"id\":\"%1$d\"}"
                                .formatted(number))
                .at("/results/0/incidentId"));
    }

    private static Api.Answer shown(Fixture.Client client, UUID incident) {
        return client.lead().get("/api/v1/incidents/" + incident);
    }
}
