package io.cordon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a request says that we do not know, or says in another type, is told and never guessed or passed over. */
@CordonServerTest
class StrictRequestTests {

    private static final String NO_INCIDENT = "/api/v1/incidents/0198c2a4-5b7e-7cc3-98d5-1f2e3a4b5c6d";

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Test
    void aParameterThatAnEndpointDoesNotHaveIsRefusedWithThoseThatItHas() {
        Api.As lead = fixture.client().lead();

        Api.Answer misspelt = lead.get("/api/v1/tasks?organization=acme");
        assertThat(misspelt.status()).as(misspelt.toString()).isEqualTo(400);
        assertThat(misspelt.header("Content-Type")).startsWith("application/problem+json");
        assertThat(misspelt.at("/detail"))
                .contains("'organization'")
                .contains("cursor, incident, limit, mine, organisation, party, state");

        Api.Answer none = lead.get("/api/v1/session?limit=5");
        assertThat(none.status()).as(none.toString()).isEqualTo(400);
        assertThat(none.at("/detail")).contains("no parameters", "'limit'");

        assertThat(lead.get("/api/v1/tasks?m%69ne=true&&limit=5").status()).isEqualTo(200);
        assertThat(lead.get("/api/v1/incidents?stat%75s=open&tex=x").status()).isEqualTo(400);
    }

    @Test
    void whoMayNotCallAnEndpointLearnsNothingOfItsParameters() {
        assertThat(api.anonymous().get("/api/v1/tasks?unknown=1").status()).isEqualTo(401);
        assertThat(fixture.client().integration().get("/api/v1/tasks?unknown=1").status())
                .isEqualTo(403);
    }

    @Test
    void productsMayAddParametersOfTheirOwn() {
        Fixture.Client client = fixture.client();

        Api.Answer sent =
                client.integration().post("/api/v1/alerts/generic?vendor=x&v=2", Map.of("title", "x", "unknown", 1));
        assertThat(sent.status()).as(sent.toString()).isEqualTo(200);
        Api.Answer pulled = client.integration().get("/edl/" + client.id() + "/ip.txt?vsys=1");
        assertThat(pulled.status()).as(pulled.toString()).isEqualTo(200);
    }

    @Test
    void aValueOfAnotherTypeIsRefusedWithItsField() {
        Fixture.Client client = fixture.client();
        String actions = NO_INCIDENT + "/actions";

        for (Object target : List.of(5, 5.5, true, List.of("203.0.113.7"), Map.of())) {
            Api.Answer answer =
                    client.responder().post(actions, Map.of("verb", "block_ip", "target", target, "reason", "C2"));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
            assertThat(answer.at("/findings/0/field")).isEqualTo("target");
            assertThat(answer.at("/detail")).contains("a text in quotes");
        }
        Api.Answer severity = client.lead().post(NO_INCIDENT + "/severity", Map.of("severity", 0, "reason", "x"));
        assertThat(severity.status()).as(severity.toString()).isEqualTo(422);
        Api.Answer unknown =
                client.responder().post(actions, Map.of("verb", "block_ip", "target", "203.0.113.7", "reasn", "C2"));
        assertThat(unknown.status()).as(unknown.toString()).isEqualTo(422);
        assertThat(unknown.at("/detail")).contains("'reasn'", "reason");
        Api.Answer named = client.admin().post(client.path("/tokens"), Map.of("name", 1, "role", "lead"));
        assertThat(named.status()).as(named.toString()).isEqualTo(422);
        assertThat(named.at("/findings/0/field")).isEqualTo("name");
    }
}
