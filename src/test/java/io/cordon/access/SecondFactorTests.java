package io.cordon.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@CordonServerTest
@Import(Signers.class)
class SecondFactorTests {

    private static final String TOTP = "/api/v1/session/totp";
    private static final String REQUIRED = "urn:cordon:problem:second-factor-required";

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private Signers signers;

    @Autowired
    private TestDatabase database;

    @Test
    void anAuthenticatorCountsFromItsFirstCodeOn() {
        var client = fixture.client();
        Api.As anna = signers.signIn(client, "anna");
        var begun = anna.post(TOTP);
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        assertThat(begun.at("/uri"))
                .startsWith("otpauth://totp/Cordon:" + client.id() + "%2Fanna?secret=" + begun.at("/secret"));
        assertThat(signIn(client, Signers.PASSWORD, null).status())
                .as("not confirmed yet")
                .isEqualTo(204);

        assertThat(anna.put(TOTP, Map.of("code", "000000")).at("/findings/0/field"))
                .isEqualTo("code");
        var confirmed = anna.put(TOTP, Map.of("code", code(begun.at("/secret"), 0)));

        assertThat(confirmed.status()).as(confirmed.toString()).isEqualTo(200);
        assertThat(confirmed.body().path("recoveryCodes")).hasSize(10);
        assertThat(anna.get(TOTP).body().path("recoveryCodesLeft").asInt()).isEqualTo(10);
        assertThat(anna.post(TOTP).status()).as("a second one").isEqualTo(409);
        assertThat(signers.audited(client, "authenticator-added")).isEqualTo(1);
    }

    @Test
    void aRightPasswordIsNotEnoughForWhoHasOne() {
        var client = fixture.client();
        String secret = secret(client);

        var missing = signIn(client, Signers.PASSWORD, null);
        assertThat(missing.status()).as(missing.toString()).isEqualTo(401);
        assertThat(missing.at("/type")).isEqualTo(REQUIRED);
        var wrong = signIn(client, Signers.PASSWORD, code(secret, 100));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.at("/type")).isEqualTo(REQUIRED);
        var wrongPassword = signIn(client, "wrong", code(secret, 1));
        assertThat(wrongPassword.at("/type")).isEqualTo("urn:cordon:problem:unauthorized");

        assertThat(signIn(client, Signers.PASSWORD, code(secret, 1)).status()).isEqualTo(204);
        assertThat(signers.audited(client, "sign-in-refused")).isEqualTo(2);
    }

    @Test
    void aCodeIsGoodOnceAlsoForTwoWhoComeAtOnce() throws Exception {
        var client = fixture.client();
        String code = code(secret(client), 1);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> answers = new ArrayList<>();
            Callable<Integer> one = () -> signIn(client, Signers.PASSWORD, code).status();
            for (var answer : people.invokeAll(List.of(one, one))) {
                answers.add(answer.get());
            }
            assertThat(answers).containsExactlyInAnyOrder(204, 401);
        }
        assertThat(signIn(client, Signers.PASSWORD, code).at("/type")).isEqualTo(REQUIRED);
    }

    @Test
    void aRecoveryCodeComesInTheAuthenticatorsPlaceOnce() {
        var client = fixture.client();
        Api.As anna = signers.signIn(client, "anna");
        List<String> codes = setUp(anna, anna.post(TOTP).at("/secret"));
        String typed = codes.getFirst().toLowerCase(java.util.Locale.ROOT).replace("-", " ");

        assertThat(signIn(client, Signers.PASSWORD, typed).status()).isEqualTo(204);
        assertThat(signIn(client, Signers.PASSWORD, typed).at("/type")).isEqualTo(REQUIRED);

        assertThat(anna.get(TOTP).body().path("recoveryCodesLeft").asInt()).isEqualTo(9);
        assertThat(anna.post(TOTP + "/recovery-codes").body().path("recoveryCodes"))
                .hasSize(10);
        assertThat(signIn(client, Signers.PASSWORD, codes.get(1)).at("/type")).isEqualTo(REQUIRED);
    }

    @Test
    void whoHasAnAuthenticatorStepsUpWithItsCode() {
        var client = fixture.client();
        Api.As anna = signers.signIn(client, "anna");
        String secret = anna.post(TOTP).at("/secret");
        setUp(anna, secret);
        signers.lastProof(client, "1 hour");
        assertThat(anna.delete(TOTP).at("/type")).isEqualTo("urn:cordon:problem:step-up-required");

        var password = anna.post("/api/v1/session/step-up", Map.of("password", Signers.PASSWORD));
        assertThat(password.status()).as(password.toString()).isEqualTo(422);
        assertThat(password.at("/findings/0/field")).isEqualTo("code");
        assertThat(anna.post("/api/v1/session/step-up", Map.of("code", code(secret, 1)))
                        .status())
                .isEqualTo(204);

        assertThat(anna.delete(TOTP).status()).isEqualTo(204);
        assertThat(signIn(client, Signers.PASSWORD, null).status()).isEqualTo(204);
        assertThat(anna.delete(TOTP).status()).isEqualTo(404);
    }

    @Test
    void noSecretAndNoCodeIsKeptAsItIs() {
        var client = fixture.client();
        Api.As anna = signers.signIn(client, "anna");
        String secret = anna.post(TOTP).at("/secret");
        List<String> codes = setUp(anna, secret);
        String kept = database.asAdministrator().sql("""
            select string_agg(kept, '') from (
                select row_to_json(authenticator)::text || encode(sealed, 'escape') as kept from authenticator
                union all select encode(hash, 'escape') from recovery_code) every_row
            """).query(String.class).single();
        assertThat(kept).doesNotContain(secret).doesNotContain(codes.getFirst()).contains(client.id() + "");
    }

    @Test
    void whatTheProviderMayHaveSetUpEndsWithItsAccess() {
        var client = fixture.client();
        secret(client);
        assertThat(client.admin().delete(client.path("/provider-access")).status())
                .isEqualTo(200);
        assertThat(database.asAdministrator()
                        .sql("select count(*) from authenticator where organisation = ?")
                        .param(client.id().value())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(signers.audited(client, "authenticator-removed")).isEqualTo(1);
    }

    @Test
    void anAdministratorHelpsWhoHasLostIt() {
        var client = fixture.client();
        secret(client);
        assertThat(client.admin().delete(client.path("/people/anna/factors")).status())
                .isEqualTo(204);
        assertThat(signIn(client, Signers.PASSWORD, null).status()).isEqualTo(204);
        assertThat(client.admin().delete(client.path("/people/nobody/factors")).status())
                .isEqualTo(404);
    }

    @Test
    void aTokenChangesNobodysFactors() {
        var client = fixture.client();
        Api.As token = client.admin();
        assertThat(Stream.of(token.post(TOTP), token.get(TOTP), token.delete(TOTP))
                        .map(Api.Answer::status))
                .containsOnly(409);
    }

    @Test
    void whoTriesANameThatDoesNotExistIsSeenByTheProviderWithoutWhatWasTyped() {
        String typed = "hunter2" + System.nanoTime();
        assertThat(api.anonymous()
                        .post("/api/v1/session", Map.of("username", typed, "password", "x"))
                        .status())
                .isEqualTo(401);
        String trail = database.asAdministrator()
                .sql("select string_agg(audit_entry::text, '') from audit_entry where organisation = 'provider'")
                .query(String.class)
                .single();
        assertThat(trail).contains("person:unknown").doesNotContain(typed);
    }

    /** The secret of anna's authenticator, whose code of now is used up. */
    private String secret(Fixture.Client client) {
        Api.As anna = signers.signIn(client, "anna");
        String secret = anna.post(TOTP).at("/secret");
        setUp(anna, secret);
        return secret;
    }

    private static List<String> setUp(Api.As person, String secret) {
        var confirmed = person.put(TOTP, Map.of("code", code(secret, 0)));
        assertThat(confirmed.status()).as(confirmed.toString()).isEqualTo(200);
        return confirmed
                .body()
                .path("recoveryCodes")
                .valueStream()
                .map(code -> code.asString())
                .toList();
    }

    private Api.Answer signIn(Fixture.Client client, String password, @Nullable String code) {
        Map<String, String> body = new HashMap<>(Map.of("username", client.id() + "/anna", "password", password));
        if (code != null) {
            body.put("code", code);
        }
        return api.anonymous().post("/api/v1/session", body);
    }

    /** What the authenticator shows so many half minutes from now. */
    private static String code(String secret, int later) {
        return TimeCodes.code(secret, Instant.now().getEpochSecond() / 30 + later);
    }
}
