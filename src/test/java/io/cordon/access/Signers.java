package io.cordon.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import java.util.Map;
import org.springframework.boot.test.context.TestComponent;

/** People of clients who sign in at a browser. */
@TestComponent
class Signers {

    static final String PASSWORD = "correct horse battery staple";

    private final Api api;
    private final TestDatabase database;

    Signers(Api api, TestDatabase database) {
        this.api = api;
        this.database = database;
    }

    /** With a password from a code of the provider's, and a session. */
    Api.As signIn(Fixture.Client client, String person) {
        choosePassword(client, person);
        return api.signedIn(client.id() + "/" + person, PASSWORD);
    }

    void choosePassword(Fixture.Client client, String person) {
        String code = api.administrator()
                .post(client.path("/people/" + person + "/setup-code"))
                .at("/code");
        var chosen = api.anonymous()
                .post(
                        "/api/v1/setup",
                        Map.of("username", client.id() + "/" + person, "code", code, "password", PASSWORD));
        assertThat(chosen.status()).as(chosen.toString()).isEqualTo(204);
    }

    /** As if the client's people had proved who they are that long ago. */
    void lastProof(Fixture.Client client, String ago) {
        database.asAdministrator()
                .sql("update sign_in_session set stepped_up_at = now() - cast(? as interval) where organisation = ?")
                .params(ago, client.id().value())
                .update();
    }

    long audited(Fixture.Client client, String action) {
        return database.asAdministrator()
                .sql("select count(*) from audit_entry where organisation = ? and action = ?")
                .params(client.id().value(), action)
                .query(Long.class)
                .single();
    }
}
