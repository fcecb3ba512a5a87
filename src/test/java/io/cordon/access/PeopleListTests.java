package io.cordon.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

@CordonServerTest
@Import(Signers.class)
class PeopleListTests {

    @Autowired
    private Fixture fixture;

    @Autowired
    private Signers signers;

    @Autowired
    private Api api;

    @Test
    void anAdministratorSeesWithWhatPeopleSignIn() {
        var client = fixture.client();
        signers.signIn(client, "anna");
        api.administrator().post(client.path("/people/bert/setup-code"));

        Api.Answer list = client.admin().get("/api/v1/people");

        assertThat(list.status()).as(list.toString()).isEqualTo(200);
        assertThat(list.body()
                        .path("items")
                        .valueStream()
                        .map(each -> each.path("id").asString()))
                .containsExactly("anna", "bert", "cora", "emil");
        JsonNode anna = list.body().at("/items/0");
        assertThat(anna.path("name").asString()).isEqualTo("Anna Admin");
        assertThat(anna.path("roles").valueStream().map(JsonNode::asString)).containsExactly("lead", "admin");
        assertThat(anna.path("password").asBoolean()).isTrue();
        assertThat(anna.path("authenticator").asBoolean()).isFalse();
        assertThat(anna.path("passkeys").asInt()).isZero();
        assertThat(anna.path("sessions").asInt()).isEqualTo(1);
        assertThat(anna.path("lastSeen").asString()).isNotEmpty();
        assertThat(anna.path("codeUntil").isNull()).isTrue();
        JsonNode bert = list.body().at("/items/1");
        assertThat(bert.path("password").asBoolean()).isFalse();
        assertThat(bert.path("sessions").asInt()).isZero();
        assertThat(Instant.parse(bert.path("codeUntil").asString())).isAfter(Instant.now());
    }

    /** Whoever looks for who gets in must not overlook who always does. */
    @Test
    void theFirstAdministratorIsAmongTheProvidersPeople() {
        fixture.providerToken("lead", "lea");
        Api.As administrator = api.administrator();
        String document = "/api/v1/organisations/provider/people";
        JsonNode before = administrator.get(document).body().path("people");
        var without = before.valueStream()
                .filter(each -> !each.path("id").asString().equals("admin"))
                .toList();
        administrator.put(document, Map.of("people", without));
        try {
            Api.Answer list = administrator.get("/api/v1/people?organisation=provider");

            assertThat(list.body()
                            .path("items")
                            .valueStream()
                            .filter(each -> each.path("id").asString().equals("admin")))
                    .singleElement()
                    .satisfies(admin -> {
                        assertThat(admin.path("organisation").asString()).isEqualTo("provider");
                        assertThat(admin.path("roles").valueStream().map(JsonNode::asString))
                                .contains("admin");
                    });
            assertThat(list.text()).contains("\"lea\"");
        } finally {
            administrator.put(document, Map.of("people", before));
        }
    }

    @Test
    void nobodySeesThePeopleOfAnotherClient() {
        var client = fixture.client();
        var other = fixture.client();
        signers.signIn(other, "anna");

        assertThat(client.admin()
                        .get("/api/v1/people")
                        .body()
                        .path("items")
                        .valueStream()
                        .map(each -> each.path("organisation").asString())
                        .distinct())
                .containsExactly(client.id().value());
        assertThat(client.admin()
                        .get("/api/v1/people?organisation=" + other.id())
                        .status())
                .isEqualTo(404);
        assertThat(client.responder().get("/api/v1/people").status()).isEqualTo(403);
    }

    @Test
    void theProvidersAdministratorSeesThoseOfEachClientThatLetsThemIn() {
        var one = fixture.client();
        var other = fixture.client();

        Api.Answer list = api.administrator().get("/api/v1/people?organisation=" + other.id() + "," + one.id());

        assertThat(list.body()
                        .path("items")
                        .valueStream()
                        .map(each -> each.path("organisation").asString())
                        .distinct())
                .containsExactlyInAnyOrder(one.id().value(), other.id().value());
        assertThat(list.body().path("items")).hasSize(8);
        one.admin().delete(one.path("/provider-access"));
        assertThat(api.administrator()
                        .get("/api/v1/people?organisation=" + one.id())
                        .status())
                .isEqualTo(404);
    }
}
