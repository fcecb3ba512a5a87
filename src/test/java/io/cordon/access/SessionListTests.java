package io.cordon.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@CordonServerTest
@Import(Signers.class)
class SessionListTests {

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private Signers signers;

    @Autowired
    private TestDatabase database;

    @Test
    void peopleSeeWhereTheyAreSignedInAndEndWhatIsNotTheirs() {
        var client = fixture.client();
        Api.As here = signers.signIn(client, "anna");
        Api.As there = api.signedIn(client.id() + "/anna", Signers.PASSWORD);
        signers.signIn(client, "bert");

        var list = here.get("/api/v1/sessions");

        assertThat(list.status()).as(list.toString()).isEqualTo(200);
        assertThat(list.body().path("items")).hasSize(2).allSatisfy(session -> {
            assertThat(session.path("person").asString()).isEqualTo("anna");
            assertThat(session.path("address").asString()).isEqualTo("127.0.0.1");
            assertThat(session.path("userAgent").asString()).startsWith("Java-http-client");
            assertThat(session.path("signedInWith").asString()).isEqualTo("password");
        });
        assertThat(list.body().at("/items/0/current").asBoolean()).isFalse();
        assertThat(list.body().at("/items/1/current").asBoolean()).isTrue();
        Instant started = Instant.parse(list.at("/items/1/startedAt"));
        assertThat(Instant.parse(list.at("/items/1/endsAt"))).isEqualTo(started.plus(Duration.ofHours(12)));

        assertThat(here.delete("/api/v1/sessions/" + list.at("/items/0/id")).status())
                .isEqualTo(204);
        assertThat(there.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(here.delete("/api/v1/sessions/" + list.at("/items/0/id")).status())
                .isEqualTo(404);
        assertThat(signers.audited(client, "session-ended")).isEqualTo(1);
    }

    @Test
    void peopleEndAllOthersAtOnceAndNobodyElses() {
        var client = fixture.client();
        Api.As here = signers.signIn(client, "anna");
        Api.As there = api.signedIn(client.id() + "/anna", Signers.PASSWORD);
        Api.As bert = signers.signIn(client, "bert");

        assertThat(here.delete("/api/v1/sessions").status()).isEqualTo(204);

        assertThat(here.get("/api/v1/session").status()).isEqualTo(200);
        assertThat(there.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(bert.get("/api/v1/session").status()).isEqualTo(200);
        String own = here.get("/api/v1/sessions").at("/items/0/id");
        assertThat(bert.delete("/api/v1/sessions/" + own).status()).isEqualTo(404);
    }

    @Test
    void anAdministratorSeesAndEndsTheSessionsOfTheOrganisation() {
        var client = fixture.client();
        Api.As bert = signers.signIn(client, "bert");
        var list = client.admin().get(client.path("/sessions"));
        assertThat(list.at("/items/0/person")).isEqualTo("bert");
        assertThat(bert.get(client.path("/sessions")).status()).isEqualTo(403);

        String session = client.path("/sessions/" + list.at("/items/0/id"));
        assertThat(fixture.client().admin().delete(session).status()).isEqualTo(404);
        assertThat(client.admin().delete(session).status()).isEqualTo(204);
        assertThat(bert.get("/api/v1/session").status()).isEqualTo(401);
    }

    @Test
    void aSessionThatRanOutIsNoneInTheList() {
        var client = fixture.client();
        Api.As anna = signers.signIn(client, "anna");
        api.signedIn(client.id() + "/anna", Signers.PASSWORD);
        database.asAdministrator()
                .sql("""
                    update sign_in_session set last_used_at = now() - interval '31 minutes'
                     where organisation = ? and id = (select max(id::text)::uuid from sign_in_session where organisation = ?)
                    """)
                .params(client.id().value(), client.id().value())
                .update();
        assertThat(anna.get("/api/v1/sessions").body().path("items")).hasSize(1);
    }

    @Test
    void aSessionSaysWhatItsPersonCanProveWithAndUntilWhenNothingIsAsked() {
        var client = fixture.client();
        Api.As anna = signers.signIn(client, "anna");
        var session = anna.get("/api/v1/session");
        assertThat(session.body().path("factors").toString()).isEqualTo("[\"password\"]");
        assertThat(session.at("/signedInWith")).isEqualTo("password");
        assertThat(Instant.parse(session.at("/steppedUpUntil")))
                .isBetween(Instant.now().plusSeconds(240), Instant.now().plusSeconds(301));

        var token = client.admin().get("/api/v1/session");
        assertThat(token.body().path("factors")).isEmpty();
        assertThat(token.body().path("steppedUpUntil").isNull()).isTrue();
    }

    @Test
    void aBrowsersOwnWordsAreShortenedAndReadable() {
        var client = fixture.client();
        signers.choosePassword(client, "anna");
        api.anonymous()
                .with("User-Agent", "\u00fc" + "x".repeat(1000))
                .post("/api/v1/session", Map.of("username", client.id() + "/anna", "password", Signers.PASSWORD));
        assertThat(client.admin().get(client.path("/sessions")).at("/items/0/userAgent"))
                .hasSize(200)
                .startsWith("?")
                .endsWith("…");
    }
}
