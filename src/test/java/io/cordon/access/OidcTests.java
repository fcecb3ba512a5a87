package io.cordon.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.SharedBrowser;
import io.cordon.TestDatabase;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People of a client sign in with the client's own identity server, in a real browser. */
@CordonServerTest
class OidcTests {

    private static final IdentityServerForTests IDENTITY = new IdentityServerForTests();
    private static final String CLIENT = "client-with-identity-server";
    private static final String START = "/api/v1/sign-in/oidc/acme";

    private static boolean made;

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private TestDatabase database;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("cordon.access.oidc.acme.issuer", IDENTITY::issuer);
        registry.add("cordon.access.oidc.acme.client-id", () -> IdentityServerForTests.CLIENT);
        registry.add("cordon.access.oidc.acme.client-secret", () -> IdentityServerForTests.SECRET);
        registry.add("cordon.access.oidc.acme.label", () -> "Acme account");
        registry.add("cordon.access.oidc.acme.organisation", () -> CLIENT);
        registry.add("cordon.access.oidc.away.issuer", () -> "http://127.0.0.1:1");
        registry.add("cordon.access.oidc.away.client-id", () -> "cordon");
        registry.add("cordon.access.oidc.away.client-secret", () -> "secret");
    }

    @AfterAll
    static void stop() {
        IDENTITY.close();
    }

    @BeforeEach
    void aClientWithPeopleWhomTheIdentityServerKnows() {
        if (!made) {
            fixture.client(CLIENT);
            made = true;
        }
        api.administrator()
                .put(
                        "/api/v1/organisations/" + CLIENT + "/people",
                        Map.of(
                                "people",
                                List.of(
                                        Map.of(
                                                "id",
                                                "anna",
                                                "name",
                                                "Anna",
                                                "email",
                                                "Anna@acme.example",
                                                "roles",
                                                List.of("responder")),
                                        Map.of(
                                                "id",
                                                "bert",
                                                "name",
                                                "Bert",
                                                "email",
                                                "bert@acme.example",
                                                "subject",
                                                "acme:u-4711",
                                                "roles",
                                                List.of("responder")),
                                        Map.of("id", "one", "name", "One", "email", "shared@acme.example"),
                                        Map.of("id", "two", "name", "Two", "email", "shared@acme.example"))));
        IDENTITY.sendsBackTo(api.address(START + "/answer").toString());
        IDENTITY.knows("anna", Map.of("email", "anna@acme.example", "email_verified", true));
        IDENTITY.knows("u-4711", Map.of("email", "somebody@else.example", "email_verified", true));
        IDENTITY.knows("not-bert", Map.of("email", "bert@acme.example", "email_verified", true));
        IDENTITY.knows("doubtful", Map.of("email", "anna@acme.example", "email_verified", false));
        IDENTITY.knows("shared", Map.of("email", "shared@acme.example", "email_verified", true));
        IDENTITY.knows("stranger", Map.of("email", "stranger@acme.example", "email_verified", true));
        IDENTITY.knows(
                "signed-in-long-ago",
                Map.of(
                        "email",
                        "anna@acme.example",
                        "email_verified",
                        true,
                        "auth_time",
                        Instant.now().minusSeconds(3600).getEpochSecond()));
    }

    @Test
    void theSignInPageLearnsWhatThereIs() {
        var options = api.anonymous().get("/api/v1/sign-in-options");
        assertThat(options.body().toString())
                .isEqualTo("{\"passwords\":true,\"passkeys\":true,\"oidc\":["
                        + "{\"id\":\"acme\",\"label\":\"Acme account\",\"url\":\"" + START + "\"},"
                        + "{\"id\":\"away\",\"label\":\"away\",\"url\":\"/api/v1/sign-in/oidc/away\"}]}");
    }

    @Test
    void aVerifiedAddressSaysWhoItIs() {
        try (Visit visit = new Visit()) {
            assertThat(visit.signIn("anna")).endsWith("/");
            JsonNode session = visit.session();
            assertThat(session.path("name").asString()).isEqualTo(CLIENT + "/anna");
            assertThat(session.path("signedInWith").asString()).isEqualTo("oidc:acme");
            assertThat(visit.cookie("cordon-oidc")).as("used up").isFalse();
        }
        assertThat(trail()).contains("oidc:acme");
    }

    @Test
    void aLettersLinkLeadsThereAlsoByWayOfTheIdentityServer() {
        try (Visit visit = new Visit()) {
            assertThat(visit.follow("/incidents?q=severity:critical", "anna"))
                    .endsWith("/incidents?q=severity:critical");
            assertThat(visit.session().path("signedInWith").asString()).isEqualTo("oidc:acme");
        }
    }

    @Test
    void aSubjectSaysWhoItIsWhateverTheAddress() {
        try (Visit visit = new Visit()) {
            visit.signIn("u-4711");
            assertThat(visit.session().path("name").asString()).isEqualTo(CLIENT + "/bert");
        }
    }

    @Test
    void whoIsNobodyOrMoreThanOneOrNotCertainIsNotLetIn() {
        for (var refusal : Map.of(
                        "stranger", "unknown-person",
                        "not-bert", "unknown-person",
                        "shared", "ambiguous-person",
                        "doubtful", "unverified-email")
                .entrySet()) {
            try (Visit visit = new Visit()) {
                assertThat(visit.signIn(refusal.getKey()))
                        .as(refusal.getKey())
                        .endsWith("/sign-in?refused=" + refusal.getValue());
                assertThat(visit.cookie("cordon")).isFalse();
            }
        }
        assertThat(providersTrail()).contains("oidc:acme ambiguous-person");
    }

    @Test
    void whatTheIdentityServerRemembersIsNoStepUp() {
        try (Visit visit = new Visit()) {
            visit.signIn("signed-in-long-ago");
            assertThat(Instant.parse(visit.session().path("steppedUpUntil").asString()))
                    .isBefore(Instant.now());
        }
    }

    @Test
    void nobodyComesBackWhoDidNotLeaveFromThisBrowser() {
        var forged = api.anonymous().get(START + "/answer?code=x&state=y");
        assertThat(forged.status()).isEqualTo(302);
        assertThat(forged.header("location")).isEqualTo("/sign-in?refused=too-old");
        String cookie = cookie(api.anonymous().get(START));
        var elsewhere = api.anonymous().with("Cookie", cookie).get(START + "/answer?code=x&state=y");
        assertThat(elsewhere.header("location")).isEqualTo("/sign-in?refused=too-old");
        var torn = api.anonymous()
                .with("Cookie", cookie.substring(0, cookie.length() - 5) + "AAAAA")
                .get(START + "/answer?code=x&state=y");
        assertThat(torn.header("location")).isEqualTo("/sign-in?refused=too-old");
    }

    @Test
    void leavingTakesAProofAlongAndNothingReadable() {
        var left = api.anonymous().get(START);
        assertThat(left.status()).isEqualTo(302);
        assertThat(left.header("location"))
                .startsWith(IDENTITY.issuer() + "/oauth2/authorize?")
                .contains("code_challenge_method=S256", "nonce=", "state=", "max_age=43200")
                .doesNotContain("prompt=login", IdentityServerForTests.SECRET);
        assertThat(left.header("set-cookie")).contains("HttpOnly", "SameSite=Lax");
        assertThat(api.anonymous().get(START + "?afresh=true").header("location"))
                .contains("prompt=login");
    }

    @Test
    void aCodeThatTheIdentityServerDidNotGiveOpensNothing() {
        var left = api.anonymous().get(START);
        String state = left.header("location").replaceAll(".*[?&]state=([^&]*).*", "$1");
        var back = api.anonymous().with("Cookie", cookie(left)).get(START + "/answer?code=invented&state=" + state);
        assertThat(back.header("location")).isEqualTo("/sign-in?refused=failed");
        var denied = api.anonymous()
                .with("Cookie", cookie(left))
                .get(START + "/answer?error=access_denied&error_description=no&state=" + state);
        assertThat(denied.header("location")).isEqualTo("/sign-in?refused=cancelled");
    }

    @Test
    void anIdentityServerThatIsAwayIsSaidToBe() {
        assertThat(api.anonymous().get("/api/v1/sign-in/oidc/away").header("location"))
                .isEqualTo("/sign-in?refused=no-answer");
        assertThat(api.anonymous().get("/api/v1/sign-in/oidc/unknown").status()).isEqualTo(404);
    }

    private static String cookie(Api.Answer answer) {
        String cookie = answer.header("set-cookie");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private String trail() {
        return trail(CLIENT);
    }

    private String providersTrail() {
        return trail("provider");
    }

    private String trail(String organisation) {
        return database.asAdministrator()
                .sql("select string_agg(audit_entry::text, '') from audit_entry where organisation = ?")
                .param(organisation)
                .query(String.class)
                .single();
    }

    /** Somebody at a browser of their own. */
    private class Visit implements AutoCloseable {

        private final BrowserContext context = SharedBrowser.chromium().newContext();
        private final Page page = context.newPage();

        /** Opens a page of ours and signs in with the button of the identity server; where that leads to. */
        String follow(String path, String name) {
            page.navigate(api.address(path).toString());
            page.getByText("Sign in with Acme account").click();
            enter(name);
            page.waitForURL(url -> url.startsWith(api.address("/").toString())
                    && URLDecoder.decode(url, StandardCharsets.UTF_8).endsWith(path));
            page.locator("#page h1").waitFor();
            return URLDecoder.decode(page.url(), StandardCharsets.UTF_8);
        }

        /** By way of the identity server's own page; where that leads to. */
        String signIn(String name) {
            page.navigate(api.address(START).toString());
            enter(name);
            page.waitForURL(url -> url.startsWith(api.address("/").toString()) && !url.contains("/answer"));
            return page.url();
        }

        private void enter(String name) {
            page.fill("input[name=username]", name);
            page.fill("input[name=password]", name);
            page.click("button[type=submit]");
        }

        JsonNode session() {
            Object text = page.evaluate("async () => (await fetch('/api/v1/session')).text()");
            return JsonMapper.shared().readTree((String) text);
        }

        boolean cookie(String name) {
            return context.cookies().stream().anyMatch(cookie -> cookie.name.equals(name));
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
