package io.cordon.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@CordonServerTest
class CommentTests {

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private TestDatabase database;

    private Fixture.Client client;
    private Api.As anna;
    private Api.As bert;
    private Api.As priya;
    private String incident;

    @BeforeEach
    void anIncident() {
        client = fixture.client();
        anna = client.lead();
        bert = client.responder();
        priya = api.as(fixture.providerToken("lead", "priya"));
        incident = "/api/v1/incidents/"
                + client.integration()
                        .post(
                                "/api/v1/alerts/generic",
                                "{\"title\":\"Ransomware note written\",\"severity\":\"critical\",\"host\":\"fs01\"}")
                        .at("/results/0/incidentId");
    }

    @Test
    void whoeverIsNamedIsTold() {
        Api.Answer said = bert.post(
                incident + "/comments",
                Map.of("text", "@anna. Please ask @provider/priya, not @" + client.id() + "/nobody or x@anna.example"));

        assertThat(said.status()).as(said.toString()).isEqualTo(201);
        assertThat(names(said)).containsExactly(client.id() + "/anna", "provider/priya");
        assertThat(letters()).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.path("template").asString()).isEqualTo("mentioned");
            assertThat(letter.path("subject").asString()).contains("Bert Berg names you in a comment");
        });
        assertThat(anna.get("/api/v1/notifications/"
                                + letters().getFirst().path("id").asString())
                        .text())
                .contains("Please ask");
    }

    @Test
    void anInternalCommentNamesNobodyOfTheOtherPartyAndTheOtherPartyReadsNothingOfIt() {
        Api.Answer said = bert.post(
                incident + "/comments",
                Map.of("text", "@provider/priya must not know, @priya neither, but @anna.", "internal", true));

        assertThat(names(said)).containsExactly(client.id() + "/anna");
        assertThat(letters()).isEmpty();
        String mail =
                priya.get("/api/v1/notifications?organisation=" + client.id()).text();
        assertThat(mail).contains("\"mentioned\"").doesNotContain("Bert Berg names");
        for (JsonNode letter : items(priya.get("/api/v1/notifications?organisation=" + client.id()))) {
            assertThat(priya.get("/api/v1/notifications/" + letter.path("id").asString())
                            .text())
                    .doesNotContain("must not know");
        }
        assertThat(priya.get(incident + "/comments").text()).doesNotContain("must not know");
        assertThat(priya.get(incident + "/timeline?limit=500").text()).doesNotContain("comment");
    }

    @Test
    void whatTheProviderKeepsToItselfStaysWithItsMail() {
        priya.post(incident + "/comments", Map.of("text", "@priya and @provider/priya, only us.", "internal", true));
        api.as(fixture.providerToken("responder", "prue"))
                .post(incident + "/comments", Map.of("text", "@priya, only us.", "internal", true));

        assertThat(anna.get("/api/v1/notifications?limit=500").text()).doesNotContain("\"mentioned\"");
        assertThat(anna.get(incident + "/comments").text()).doesNotContain("only us");
    }

    @Test
    void anAuthorPutsACommentRightForAWhileAndWhatStoodThereIsKept() {
        String comment = incident + "/comments/"
                + bert.post(incident + "/comments", Map.of("text", "It is fs02."))
                        .at("/id");

        assertThat(anna.put(comment, Map.of("text", "It is fs03.")).status()).isEqualTo(403);
        Api.Answer edited = bert.put(comment, Map.of("text", "It is fs01, @anna."));

        assertThat(edited.status()).as(edited.toString()).isEqualTo(200);
        assertThat(edited.at("/edited")).isNotEmpty();
        assertThat(edited.at("/before/0/text")).isEqualTo("It is fs02.");
        assertThat(names(edited)).containsExactly(client.id() + "/anna");
        assertThat(items(anna.get(incident + "/comments"))
                        .getFirst()
                        .path("text")
                        .asString())
                .isEqualTo("It is fs01, @anna.");
        database.asAdministrator()
                .sql("update cordon.incident_comment set at = at - interval '16 minutes' where organisation = ?")
                .param(client.id().value())
                .update();
        assertThat(bert.put(comment, Map.of("text", "No.")).status()).isEqualTo(409);
        assertThat(bert.put(incident + "/comments/" + UUID.randomUUID(), Map.of("text", "No."))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void everybodyOfBothPartiesCanBeNamed() {
        List<JsonNode> people = items(anna.get(incident + "/people"));

        assertThat(people)
                .extracting(person -> person.path("organisation").asString() + "/"
                        + person.path("id").asString())
                .contains(client.id() + "/anna", client.id() + "/bert", "provider/priya");
        assertThat(people.getFirst().path("party").asString()).isEqualTo("client");
        assertThat(people.getFirst().path("roles").toString()).isEqualTo("[\"lead\",\"admin\"]");
        assertThat(people.toString()).doesNotContain("@");
    }

    private List<JsonNode> letters() {
        return items(anna.get(incident + "/notifications?limit=500")).stream()
                .filter(letter -> letter.path("template").asString().equals("mentioned"))
                .toList();
    }

    private static List<String> names(Api.Answer comment) {
        return comment.body()
                .path("mentions")
                .valueStream()
                .map(mention -> mention.path("organisation").asString() + "/"
                        + mention.path("id").asString())
                .toList();
    }

    private static List<JsonNode> items(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().path("items").valueStream().toList();
    }
}
