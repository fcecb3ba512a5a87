package io.cordon.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@CordonServerTest
class EntityTests {

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Test
    void anEntitySaysWhatItIsAndWhatWasDoneAboutIt() {
        Fixture.Client client = fixture.client();
        client.put("assets", """
            {"assets":[{"id":"files","names":["fs01.example"],"addresses":[],"class":"server","criticality":5,
                        "owner":"Anna"}]}
            """);
        client.put("protected-assets", """
            {"entries":[{"kind":"host","value":"fs01","why":"everybody's files"}]}
            """);
        String incident = incident(client, "1", "fs01.example", "203.0.113.77");
        client.lead().post(incident + "/actions", Map.of("verb", "block_ip", "target", "203.0.113.77", "reason", "C2"));

        List<JsonNode> entities = items(client.responder().get(incident + "/entities"));

        JsonNode host = entity(entities, "host");
        assertThat(host.path("value").asString()).isEqualTo("fs01.example");
        assertThat(host.at("/asset/id").asString()).isEqualTo("files");
        assertThat(host.at("/asset/class").asString()).isEqualTo("server");
        assertThat(host.path("protectedBy").asString()).contains("everybody's files");
        assertThat(host.path("alerts").asInt()).isEqualTo(1);
        assertThat(host.path("incidents").asInt()).isEqualTo(1);
        assertThat(host.path("firstSeen").asString())
                .isEqualTo(host.path("lastSeen").asString());
        JsonNode address = entity(entities, "ip");
        assertThat(address.path("role").asString()).isIn("attacker", "target", "seen");
        assertThat(address.path("asset").isNull()).isTrue();
        assertThat(address.path("protectedBy").isNull()).isTrue();
        assertThat(address.at("/actions/0/verb").asString()).isEqualTo("block_ip");
        assertThat(address.at("/actions/0/id").asString()).isNotEmpty();
        assertThat(fixture.client().responder().get(incident + "/entities").status())
                .isEqualTo(404);
    }

    @Test
    void incidentsThatNameTheSameAreRelatedAsFarAsTheCallerReaches() {
        Fixture.Client one = fixture.client();
        Fixture.Client other = fixture.client();
        String address = "198.51.100." + (1 + Math.floorMod(one.id().hashCode(), 250));
        String host = "host-of-" + one.id() + ".example";
        String first = incident(one, "1", host, address);
        String elsewhere = incident(other, "1", host, address);
        Api.As priya = api.as(fixture.providerToken("lead", "priya"));

        List<JsonNode> ofProvider = items(priya.get(first + "/related"));

        assertThat(ofProvider)
                .filteredOn(each -> elsewhere.endsWith(each.path("id").asString()))
                .singleElement()
                .satisfies(related -> {
                    assertThat(related.path("organisation").asString())
                            .isEqualTo(other.id().value());
                    assertThat(related.path("shared").asInt()).isEqualTo(2);
                    assertThat(related.path("entities")
                                    .valueStream()
                                    .map(entity -> entity.path("value").asString()))
                            .containsExactlyInAnyOrder(host, address);
                    assertThat(related.path("status").asString()).isEqualTo("open");
                });
        assertThat(items(one.lead().get(first + "/related")))
                .noneMatch(each -> elsewhere.endsWith(each.path("id").asString()));
    }

    @Test
    void evidenceTellsThroughWhoseHandsItWent() {
        Fixture.Client client = fixture.client();
        String incident = incident(client, "1", "fs01", "203.0.113.77");
        Api.Answer added = client.responder()
                .send("POST", incident + "/evidence?name=memory.dmp", "application/octet-stream", new byte[] {1, 2, 3});
        String evidence = incident + "/evidence/" + added.at("/id");
        client.lead().get(evidence);

        Api.Answer custody = client.as("cora", "auditor").get(evidence + "/custody");

        assertThat(custody.status()).as(custody.toString()).isEqualTo(200);
        assertThat(custody.body().path("intact").asBoolean()).isTrue();
        assertThat(custody.at("/sha256")).isEqualTo(added.at("/sha256"));
        assertThat(custody.body()
                        .path("handled")
                        .valueStream()
                        .map(each -> each.path("what").asString()))
                .containsExactly("added", "downloaded");
        assertThat(custody.at("/handled/0/by")).startsWith(client.id() + "/bert");
        assertThat(custody.at("/handled/1/by")).startsWith(client.id() + "/anna");
        assertThat(fixture.client().lead().get(evidence + "/custody").status()).isEqualTo(404);
    }

    private static JsonNode entity(List<JsonNode> entities, String kind) {
        return entities.stream()
                .filter(entity -> entity.path("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Expected a " + kind + " among " + entities));
    }

    private static String incident(Fixture.Client client, String id, String host, String address) {
        Api.Answer received = client.integration().post("/api/v1/alerts/generic", """
            {"title":"Ransomware note written","severity":"critical","host":"%s","src_ip":"%s",
             "time":"2026-05-01T10:00:00Z","id":"%s"}
            """.formatted(host, address, id));
        assertThat(received.at("/results/0/incidentId")).as(received.toString()).isNotEmpty();
        return "/api/v1/incidents/" + received.at("/results/0/incidentId");
    }

    private static List<JsonNode> items(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().path("items").valueStream().toList();
    }
}
