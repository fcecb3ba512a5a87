package io.cordon.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CordonServerTest
class TokenTests {

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private TestDatabase database;

    @Test
    void theAdministratorsTokenOpens() {
        var answer = api.administrator().get("/api/v1/organisations?limit=500");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.text()).contains("\"provider\"");
    }

    @Test
    void withoutATokenOrWithAWrongOneThereIsAProblemThatSaysWhatToDo() {
        for (Api.Answer answer : new Api.Answer[] {
            api.anonymous().get("/api/v1/organisations"),
            api.as("wrong").get("/api/v1/organisations"),
            api.anonymous().with("Authorization", "Basic YTpi").get("/api/v1/organisations"),
            api.anonymous().get("/edl/acme/ip.txt")
        }) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json;charset=UTF-8");
            assertThat(answer.header("www-authenticate")).startsWith("Bearer");
            assertThat(answer.at("/type")).isEqualTo("urn:cordon:problem:unauthorized");
            assertThat(answer.at("/detail")).contains("Authorization: Bearer");
        }
    }

    @Test
    void aTokenDiesWhenItIsRevoked() {
        var client = fixture.client();
        var wish = Map.of("name", "for scripts", "role", "admin");
        var made = client.admin().post(client.path("/tokens"), wish);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        var script = api.as(made.at("/token"));
        assertThat(script.get(client.path("/people")).status()).isEqualTo(200);
        assertThat(client.admin()
                        .delete(client.path("/tokens/" + made.at("/id")))
                        .status())
                .isEqualTo(204);
        assertThat(script.get(client.path("/people")).status()).isEqualTo(401);
    }

    @Test
    void aTokenDiesWithItsPerson() {
        var client = fixture.client();
        var bert = client.responder();
        assertThat(bert.get(client.path("/raci")).status()).isEqualTo(200);
        client.put("people", "{\"people\":[]}");
        org.awaitility.Awaitility.await()
                .untilAsserted(() ->
                        assertThat(bert.get(client.path("/raci")).status()).isEqualTo(401));
    }

    @Test
    void whileTheClientHasStoppedEverythingTheProviderMakesNobodyWhoCouldLiftThat() {
        var client = fixture.client();
        var mine = client.admin();
        assertThat(mine.put(client.path("/kill-switch"), Map.of("on", true, "why", "We look into it ourselves."))
                        .status())
                .isEqualTo(200);

        var admin = api.administrator()
                .post(client.path("/tokens"), Map.of("name", "x", "role", "admin", "person", "anna"));
        var code = api.administrator().post(client.path("/people/anna/setup-code"));
        var sensor = api.administrator().post(client.path("/tokens"), Map.of("name", "sensor", "role", "integration"));

        assertThat(admin.status()).as(admin.toString()).isEqualTo(403);
        assertThat(code.status()).as(code.toString()).isEqualTo(403);
        assertThat(sensor.status()).as(sensor.toString()).isEqualTo(201);
        assertThat(mine.post(client.path("/tokens"), Map.of("name", "own", "role", "admin"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void onlyTheHashIsKept() {
        String secret = fixture.client().integrationToken();
        assertThat(database.asAdministrator()
                        .sql("select count(*) from token where row_to_json(token)::text like '%' || :secret || '%'")
                        .param("secret", secret.substring(10))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void everyFindingOfAWrongWishIsToldAtOnce() {
        var client = fixture.client();
        var answer = client.admin()
                .post(
                        client.path("/tokens"),
                        "{\"name\":\"\",\"role\":\"king\",\"person\":\"nobody\",\"expires\":\"2020-01-01T00:00:00Z\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()
                        .at("/findings")
                        .valueStream()
                        .map(finding -> finding.path("field").asString()))
                .containsExactly("name", "role", "person", "expires");
    }

    @Test
    void anIntegrationsTokenReadsNothing() {
        var client = fixture.client();
        assertThat(client.integration().get(client.path("/people")).status()).isEqualTo(403);
    }

    @Test
    void anotherClientsThingsAreNotThere() {
        var one = fixture.client();
        var other = fixture.client();
        assertThat(one.admin().get(other.path("/people")).status()).isEqualTo(404);
        assertThat(one.integration().get(other.path("/people")).status()).isEqualTo(404);
    }

    @Test
    void aClientShutsTheProviderOutAtOnce() {
        var client = fixture.client();
        assertThat(api.administrator().get(client.path("/people")).status()).isEqualTo(200);
        assertThat(api.administrator().delete(client.path("/provider-access")).status())
                .isEqualTo(403);
        var anna = client.admin();
        assertThat(anna.delete(client.path("/provider-access")).status()).isEqualTo(200);
        assertThat(api.administrator().get(client.path("/people")).status()).isEqualTo(404);
        assertThat(anna.put(client.path("/provider-access"), "{}").status()).isEqualTo(200);
        assertThat(api.administrator().get(client.path("/people")).status()).isEqualTo(200);
        var trail = anna.get(client.path("/audit"));
        assertThat(trail.text()).contains("provider-access-revoked", client.id() + "/anna");
        assertThat(anna.get(client.path("/audit/verification")).at("/intact")).isEqualTo("true");
    }
}
