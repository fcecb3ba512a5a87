package io.cordon.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whether a switch that the client set with a hand of its own holds against what the provider's people may know. */
@CordonServerTest
class KillSwitchTests {

    private static final String ON = "{\"on\":true,\"why\":\"We look into it ourselves.\"}";
    private static final String OFF = "{\"on\":false}";
    private static final String PASSWORD = "correct horse battery staple";

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private TestDatabase database;

    @Test
    void isLiftedByAnotherSuchHandOnly() {
        var client = fixture.client();
        String path = client.path("/kill-switch");
        Api.As own = own(client);
        Api.As made = client.lead();
        assertThat(own.put(path, ON).status()).isEqualTo(200);

        var refused = made.put(path, OFF);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(403);
        assertThat(refused.at("/detail")).contains("the provider's people", "ourselves");
        // Nor by setting it once more first.
        made.put(path, "{\"on\":true,\"why\":\"mine now\"}");
        assertThat(made.put(path, OFF).status()).isEqualTo(403);
        assertThat(own.get(path).at("/switches/0/why")).isEqualTo("We look into it ourselves.");
        assertThat(own.put(path, OFF).at("/on")).isEqualTo("false");
    }

    @Test
    void isNotLiftedWithAPasswordThatTheProviderCouldKnow() {
        var client = fixture.client();
        String path = client.path("/kill-switch");
        Api.As own = own(client);
        String code =
                api.administrator().post(client.path("/people/anna/setup-code")).at("/code");
        var chosen = api.anonymous()
                .post("/api/v1/setup", Map.of("username", client.id() + "/anna", "code", code, "password", PASSWORD));
        assertThat(chosen.status()).as(chosen.toString()).isEqualTo(204);
        Api.As session = api.signedIn(client.id() + "/anna", PASSWORD);
        own.put(path, ON);

        assertThat(session.put(path, OFF).status()).isEqualTo(403);
        assertThat(session.post(client.path("/people/bert/setup-code")).status())
                .isEqualTo(403);
        assertThat(session.post(client.path("/tokens"), Map.of("name", "x", "role", "lead"))
                        .status())
                .isEqualTo(403);
        assertThat(own.post(client.path("/tokens"), Map.of("name", "x", "role", "lead"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void isTheClientsAsBeforeWhereItWasSetWithAHandThatTheProviderMade() {
        var client = fixture.client();
        String path = client.path("/kill-switch");
        Api.As own = own(client);
        Api.As admin = client.admin();
        Api.As lead = client.lead();
        assertThat(admin.put(path, ON).status()).isEqualTo(200);

        assertThat(lead.put(path, OFF).at("/on")).isEqualTo("false");
        // Set once more with a hand of the client's own, it is the client's own.
        admin.put(path, ON);
        own.put(path, ON);
        assertThat(lead.put(path, OFF).status()).isEqualTo(403);
    }

    /** A token that none of the provider's people made. */
    private Api.As own(Fixture.Client client) {
        String secret = client.token("admin", "anna");
        database.asAdministrator()
                .sql("update token set by_provider = false where id = (select id from token where organisation = ?"
                        + " order by id desc limit 1)")
                .param(client.id().value())
                .update();
        return api.as(secret);
    }
}
