package io.cordon.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.PlaywrightException;
import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@CordonServerTest
@Import(Signers.class)
class PasskeyTests {

    private static final String PASSKEYS = "/api/v1/session/passkeys";
    private static final String SIGN_IN = "/api/v1/session/passkey";
    private static final String STEP_UP = "/api/v1/session/step-up";

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private Signers signers;

    @Autowired
    private TestDatabase database;

    @Test
    void aPasskeySignsItsPersonInAlone() {
        var client = fixture.client();
        try (var browser = signedIn(client)) {
            var added = add(browser, "Anna's laptop");
            assertThat(added.status()).as(added.toString()).isEqualTo(201);
            assertThat(added.at("/name")).isEqualTo("Anna's laptop");
            browser.forgetCookies();
            assertThat(browser.call("GET", "/api/v1/session", "").status()).isEqualTo(401);

            assertThat(signIn(browser).status()).isEqualTo(204);

            var session = browser.call("GET", "/api/v1/session", "");
            assertThat(session.at("/name")).isEqualTo(client.id() + "/anna");
            assertThat(session.at("/signedInWith")).isEqualTo("passkey");
            assertThat(session.body().path("factors").toString()).isEqualTo("[\"password\",\"passkey\"]");
            assertThat(browser.call("GET", PASSKEYS, "").at("/items/0/lastUsedAt"))
                    .isNotEmpty();
            assertThat(signers.audited(client, "passkey-added")).isEqualTo(1);
        }
    }

    @Test
    void anAnswerIsGoodOnceAndForItsOwnChallengeOnly() {
        var client = fixture.client();
        try (var browser = signedIn(client)) {
            add(browser, "key");
            browser.forgetCookies();
            var options = browser.call("POST", SIGN_IN + "/options", "").body();
            var others = browser.call("POST", SIGN_IN + "/options", "").body();
            var signed = browser.get(options.path("publicKey"));

            var misplaced = browser.call("POST", SIGN_IN, answer(others, signed));
            assertThat(misplaced.status()).as(misplaced.toString()).isEqualTo(401);
            assertThat(browser.call("POST", SIGN_IN, answer(options, signed)).status())
                    .isEqualTo(204);
            browser.forgetCookies();
            assertThat(browser.call("POST", SIGN_IN, answer(options, signed)).status())
                    .isEqualTo(401);
            assertThat(signers.audited(client, "sign-in-refused")).isEqualTo(1);
        }
    }

    @Test
    void aDeviceThatDidNotAskForTheFingerSignsNobodyIn() {
        try (var browser = signedIn(fixture.client())) {
            add(browser, "key");
            browser.forgetCookies();
            browser.userIsVerified(false);
            var options = browser.call("POST", SIGN_IN + "/options", "").body();
            assertThatThrownBy(() -> browser.get(options.path("publicKey"))).isInstanceOf(PlaywrightException.class);

            ObjectNode lenient = ((ObjectNode) options.path("publicKey")).put("userVerification", "discouraged");
            var answer = browser.call("POST", SIGN_IN, answer(options, browser.get(lenient)));

            assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
        }
    }

    @Test
    void aPasskeyStepsUpInItsOwnSession() {
        var client = fixture.client();
        try (var browser = signedIn(client)) {
            add(browser, "key");
            signers.lastProof(client, "1 hour");
            assertThat(browser.call("POST", PASSKEYS + "/options", "").at("/type"))
                    .isEqualTo("urn:cordon:problem:step-up-required");
            var anonymous = browser.call("POST", SIGN_IN + "/options", "").body();
            var wrong = browser.call(
                    "POST", STEP_UP, Map.of("passkey", answer(anonymous, browser.get(anonymous.path("publicKey")))));
            assertThat(wrong.status()).as(wrong.toString()).isEqualTo(422);
            assertThat(wrong.at("/findings/0/field")).isEqualTo("passkey");

            var options = browser.call("POST", STEP_UP + "/options", "").body();
            var right = browser.call(
                    "POST", STEP_UP, Map.of("passkey", answer(options, browser.get(options.path("publicKey")))));

            assertThat(right.status()).as(right.toString()).isEqualTo(204);
            assertThat(browser.call("POST", PASSKEYS + "/options", "").status()).isEqualTo(200);
            assertThat(signers.audited(client, "stepped-up")).isEqualTo(1);
        }
    }

    @Test
    void aDeviceMakesOnePasskeyForAPerson() {
        try (var browser = signedIn(fixture.client())) {
            add(browser, "key");
            var options = browser.call("POST", PASSKEYS + "/options", "").body();
            assertThatThrownBy(() -> browser.create(options.path("publicKey")))
                    .isInstanceOf(PlaywrightException.class)
                    .hasMessageContaining("InvalidStateError");
            assertThat(browser.passkeys()).isEqualTo(1);
        }
    }

    @Test
    void whatOneSessionBeganNoOtherEnds() {
        var client = fixture.client();
        try (var browser = signedIn(client)) {
            var options = browser.call("POST", PASSKEYS + "/options", "").body();
            var made = browser.create(options.path("publicKey"));
            var body =
                    Map.of("name", "key", "ceremony", options.path("ceremony").asString(), "credential", made);
            Api.As bert = signers.signIn(client, "bert");
            assertThat(bert.post(PASSKEYS, body).status()).isEqualTo(422);
            assertThat(browser.call("POST", PASSKEYS, body).status()).isEqualTo(201);
            assertThat(browser.call("POST", PASSKEYS, body).status())
                    .as("a second time")
                    .isEqualTo(422);
        }
    }

    @Test
    void peopleRenameAndRemoveTheirOwn() {
        var client = fixture.client();
        try (var browser = signedIn(client)) {
            String path = PASSKEYS + "/" + add(browser, "key").at("/id");
            Api.As bert = signers.signIn(client, "bert");
            assertThat(bert.put(path, Map.of("name", "mine")).status()).isEqualTo(404);
            assertThat(bert.delete(path).status()).isEqualTo(404);
            assertThat(browser.call("PUT", path, Map.of("name", " ")).status()).isEqualTo(422);
            assertThat(browser.call("PUT", path, Map.of("name", "the old one")).at("/name"))
                    .isEqualTo("the old one");

            assertThat(browser.call("DELETE", path, "").status()).isEqualTo(204);

            assertThat(browser.call("GET", PASSKEYS, "").body().path("items")).isEmpty();
            browser.forgetCookies();
            assertThat(signIn(browser).status()).isEqualTo(401);
        }
    }

    @Test
    void aCopyOfAPasskeySignsNobodyIn() {
        var client = fixture.client();
        try (var browser = signedIn(client)) {
            add(browser, "key");
            database.asAdministrator()
                    .sql("update passkey set sign_count = 1000 where organisation = ?")
                    .param(client.id().value())
                    .update();
            browser.forgetCookies();
            assertThat(signIn(browser).status()).isEqualTo(401);
        }
    }

    @Test
    void thePasskeyOfAPersonWhoLeftSignsNobodyIn() {
        var client = fixture.client();
        try (var browser = signedIn(client)) {
            add(browser, "key");
            client.put("people", "{\"people\":[]}");
            browser.forgetCookies();
            assertThat(signIn(browser).status()).isEqualTo(401);
        }
    }

    @Test
    void whatTheProviderMayHaveMadeEndsWithItsAccess() {
        var client = fixture.client();
        try (var browser = signedIn(client)) {
            add(browser, "key");
            assertThat(client.admin().delete(client.path("/provider-access")).status())
                    .isEqualTo(200);
            browser.forgetCookies();
            assertThat(signIn(browser).status()).isEqualTo(401);
            assertThat(signers.audited(client, "passkey-removed")).isEqualTo(1);
        }
    }

    @Test
    void whatIsNoAnswerOfADeviceIsRefusedLikeAWrongOne() {
        for (Object body : new Object[] {
            "{}",
            Map.of("ceremony", "x"),
            Map.of("ceremony", UUID.randomUUID(), "credential", Map.of()),
            Map.of("ceremony", UUID.randomUUID(), "credential", Map.of("id", "AAAA", "rawId", 7, "type", "nothing"))
        }) {
            var answer = api.anonymous().post(SIGN_IN, body);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
        }
    }

    private BrowserWithAuthenticator signedIn(Fixture.Client client) {
        signers.choosePassword(client, "anna");
        var browser = new BrowserWithAuthenticator(api.address("/v3/api-docs"));
        var answer = browser.call(
                "POST", "/api/v1/session", Map.of("username", client.id() + "/anna", "password", Signers.PASSWORD));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        return browser;
    }

    private static BrowserWithAuthenticator.Answer add(BrowserWithAuthenticator browser, String name) {
        var options = browser.call("POST", PASSKEYS + "/options", "");
        assertThat(options.status()).as(options.toString()).isEqualTo(200);
        return browser.call(
                "POST",
                PASSKEYS,
                Map.of(
                        "name",
                        name,
                        "ceremony",
                        options.at("/ceremony"),
                        "credential",
                        browser.create(options.body().path("publicKey"))));
    }

    private static BrowserWithAuthenticator.Answer signIn(BrowserWithAuthenticator browser) {
        var options = browser.call("POST", SIGN_IN + "/options", "").body();
        return browser.call("POST", SIGN_IN, answer(options, browser.get(options.path("publicKey"))));
    }

    private static Map<String, Object> answer(JsonNode options, Map<String, Object> credential) {
        return Map.of("ceremony", options.path("ceremony").asString(), "credential", credential);
    }
}
