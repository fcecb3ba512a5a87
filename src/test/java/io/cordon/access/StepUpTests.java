package io.cordon.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@CordonServerTest
@Import(Signers.class)
class StepUpTests {

    private static final String REQUIRED = "urn:cordon:problem:step-up-required";

    @Autowired
    private Fixture fixture;

    @Autowired
    private Signers signers;

    @Test
    void whoSignedInJustNowIsNotAskedAndWhoDidLongerAgoIs() {
        var client = fixture.client();
        Api.As anna = signers.signIn(client, "anna");
        assertThat(token(client).apply(anna).status()).isEqualTo(201);
        signers.lastProof(client, "4 minutes 50 seconds");
        assertThat(token(client).apply(anna).status()).isEqualTo(201);

        signers.lastProof(client, "5 minutes");

        var refused = token(client).apply(anna);
        assertThat(refused.status()).as(refused.toString()).isEqualTo(403);
        assertThat(refused.at("/type")).isEqualTo(REQUIRED);
        assertThat(refused.at("/detail")).contains("POST /api/v1/session/step-up");
    }

    @Test
    void aPasswordProvesWhoIsAtTheKeyboard() {
        var client = fixture.client();
        Api.As anna = signers.signIn(client, "anna");
        signers.lastProof(client, "1 hour");

        var wrong = anna.post("/api/v1/session/step-up", Map.of("password", "wrong"));
        assertThat(wrong.status()).as(wrong.toString()).isEqualTo(422);
        assertThat(wrong.at("/findings/0/field")).isEqualTo("password");
        assertThat(token(client).apply(anna).at("/type")).isEqualTo(REQUIRED);
        assertThat(anna.post("/api/v1/session/step-up", Map.of("password", Signers.PASSWORD))
                        .status())
                .isEqualTo(204);

        assertThat(token(client).apply(anna).status()).isEqualTo(201);
        assertThat(signers.audited(client, "stepped-up")).isEqualTo(1);
        assertThat(signers.audited(client, "step-up-refused")).isEqualTo(1);
    }

    @Test
    void whatGivesPowerAwayOrUsesItNeedsAProof() {
        var client = fixture.client();
        Api.As anna = signers.signIn(client, "anna");
        signers.lastProof(client, "1 hour");
        for (Function<Api.As, Api.Answer> call : List.<Function<Api.As, Api.Answer>>of(
                token(client),
                as -> as.post(client.path("/people/bert/setup-code")),
                as -> as.put(client.path("/authority"), Map.of("grants", List.of())),
                as -> as.post("/api/v1/actions/0198c2a4-5b7e-7cc3-98d5-1f2e3a4b5c6d/approve"))) {
            var refused = call.apply(anna);
            assertThat(refused.status()).as(refused.toString()).isEqualTo(403);
            assertThat(refused.at("/type")).isEqualTo(REQUIRED);
        }
        assertThat(anna.put(client.path("/regimes"), Map.of("regimes", List.of("gdpr")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void stoppingEveryChangeNeverNeedsAProofButLiftingTheStopDoes() {
        var client = fixture.client();
        Api.As anna = signers.signIn(client, "anna");
        signers.lastProof(client, "1 hour");

        assertThat(anna.put(client.path("/kill-switch"), Map.of("on", true, "why", "odd"))
                        .status())
                .isEqualTo(200);
        var refused = anna.put(client.path("/kill-switch"), Map.of("on", false));
        assertThat(refused.at("/type")).as(refused.toString()).isEqualTo(REQUIRED);
        assertThat(anna.get(client.path("/kill-switch")).body().path("on").asBoolean())
                .isTrue();

        anna.post("/api/v1/session/step-up", Map.of("password", Signers.PASSWORD));
        assertThat(anna.put(client.path("/kill-switch"), Map.of("on", false)).status())
                .isEqualTo(200);
    }

    @Test
    void aTokenHasNoKeyboardAndIsNotAsked() {
        var client = fixture.client();
        assertThat(token(client).apply(client.admin()).status()).isEqualTo(201);
        var pointless = client.admin().post("/api/v1/session/step-up", Map.of("password", Signers.PASSWORD));
        assertThat(pointless.status()).as(pointless.toString()).isEqualTo(409);
    }

    @Test
    void wrongProofsAreSlowedDownAndDoNotKeepAnybodyFromSigningIn() {
        var client = fixture.client();
        Api.As anna = signers.signIn(client, "anna");
        for (int i = 0; i < 10; i++) {
            anna.post("/api/v1/session/step-up", Map.of("password", "wrong " + i));
        }
        var waiting = anna.post("/api/v1/session/step-up", Map.of("password", Signers.PASSWORD));
        assertThat(waiting.status()).as(waiting.toString()).isEqualTo(429);
        assertThat(signers.signIn(client, "anna").get("/api/v1/session").status())
                .isEqualTo(200);
    }

    private static Function<Api.As, Api.Answer> token(Fixture.Client client) {
        return as -> as.post(client.path("/tokens"), Map.of("name", "sensor", "role", "integration"));
    }
}
