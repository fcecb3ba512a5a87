package io.cordon.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import io.cordon.tenancy.PersonRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CordonServerTest
class SignInTests {

    private static final String PASSWORD = "correct horse battery staple";

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private TestDatabase database;

    @Autowired
    private SigningIn signingIn;

    @Test
    void aPersonChoosesAPasswordWithACodeOnceAndSignsIn() {
        var client = fixture.client();
        String code = code(client);
        assertThat(choose(client, code, "short").status()).isEqualTo(422);
        assertThat(choose(client, "AAAAA-BBBBB-CCCCC-DDDDD", PASSWORD).status()).isEqualTo(403);
        assertThat(choose(client, code, PASSWORD).status()).isEqualTo(204);
        assertThat(choose(client, code, "another password").status()).isEqualTo(403);

        Browser browser = signIn(client);
        var session = browser.reading().get("/api/v1/session");
        assertThat(session.status()).as(session.toString()).isEqualTo(200);
        assertThat(session.at("/name")).isEqualTo(client.id() + "/bert");
        assertThat(session.at("/party")).isEqualTo("client");
        assertThat(session.body().path("organisations").toString()).isEqualTo("[\"" + client.id() + "\"]");
    }

    @Test
    void cookiesAreOutOfReachOfScriptsAndOtherSites() {
        var client = withPassword();
        var answer = tryToSignIn(client.id() + "/bert", PASSWORD);
        assertThat(answer.headers().allValues("set-cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("cordon=")
                        .contains("HttpOnly")
                        .contains("SameSite=Strict"));
    }

    @Test
    void aChangeByCookieNeedsProofThatItWasNotForged() {
        Browser browser = signIn(withPassword());
        var forged = browser.reading().delete("/api/v1/session");
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.at("/type")).isEqualTo("urn:cordon:problem:forged");
        var guessed = browser.reading().with("X-XSRF-TOKEN", "guessed").delete("/api/v1/session");
        assertThat(guessed.status()).isEqualTo(403);
        assertThat(browser.changing().delete("/api/v1/session").status()).isEqualTo(204);
    }

    @Test
    void signingOutEndsTheSessionOnTheServer() {
        Browser browser = signIn(withPassword());
        browser.changing().delete("/api/v1/session");
        assertThat(browser.reading().get("/api/v1/session").status()).isEqualTo(401);
    }

    @Test
    void theSessionOfAPersonWhoLeftIsOver() {
        var client = withPassword();
        Browser browser = signIn(client);
        client.put("people", "{\"people\":[]}");
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(
                                browser.reading().get("/api/v1/session").status())
                        .isEqualTo(401));
    }

    @Test
    void aNewPasswordEndsOldSessions() {
        var client = withPassword();
        Browser browser = signIn(client);
        assertThat(choose(client, code(client), "a new and better password").status())
                .isEqualTo(204);
        assertThat(browser.reading().get("/api/v1/session").status()).isEqualTo(401);
    }

    @Test
    void wrongPasswordsAreSlowedDown() {
        var client = withPassword();
        String name = client.id() + "/bert";
        for (int i = 0; i < 10; i++) {
            assertThat(tryToSignIn(name, "wrong " + i).status()).isEqualTo(401);
        }
        var waiting = tryToSignIn(name, PASSWORD);
        assertThat(waiting.status()).isEqualTo(429);
        assertThat(waiting.header("retry-after")).isEqualTo("900");
    }

    /** Somebody may have noted down the code of a start before: the next one does not take it away. */
    @Test
    void theCodesOfSeveralStartsHoldUntilOneIsUsed() {
        PersonRef bert = new PersonRef(fixture.client().id(), "bert");
        String first = signingIn.giveFurtherCode(bert, Duration.ofDays(7), "cordon:start", false);
        String second = signingIn.giveFurtherCode(bert, Duration.ofDays(7), "cordon:start", false);
        String tooOld = signingIn.giveFurtherCode(bert, Duration.ofSeconds(-1), "cordon:start", false);

        assertThat(signingIn.choosePassword(bert, tooOld, PASSWORD)).isFalse();
        assertThat(signingIn.choosePassword(bert, first, PASSWORD)).isTrue();
        assertThat(signingIn.choosePassword(bert, first, "another password")).isFalse();
        assertThat(signingIn.choosePassword(bert, second, "another password")).isFalse();
    }

    @Test
    void whatIsLeftOfCodesThatRanOutGoesWithTheNext() {
        PersonRef bert = new PersonRef(fixture.client().id(), "bert");
        signingIn.giveFurtherCode(bert, Duration.ofSeconds(-1), "cordon:start", false);
        signingIn.giveFurtherCode(bert, Duration.ofDays(7), "cordon:start", false);
        signingIn.giveFurtherCode(bert, Duration.ofDays(7), "cordon:start", false);

        assertThat(database.asAdministrator()
                        .sql("select count(*) from setup_code where organisation = ?")
                        .param(bert.organisation().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aCodeThatAnAdministratorGivesOutEndsThoseBefore() {
        var client = fixture.client();
        String first = code(client);
        String second = code(client);

        assertThat(choose(client, first, PASSWORD).status()).isEqualTo(403);
        assertThat(choose(client, second, PASSWORD).status()).isEqualTo(204);
    }

    @Test
    void ofTwoCodesUsedAtOnceOneCounts() throws Exception {
        PersonRef bert = new PersonRef(fixture.client().id(), "bert");
        List<Callable<Boolean>> tries = Stream.of("one", "two")
                .map(name -> signingIn.giveFurtherCode(bert, Duration.ofDays(7), "cordon:start", false))
                .<Callable<Boolean>>map(code -> () -> signingIn.choosePassword(bert, code, PASSWORD))
                .toList();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Boolean> chosen = new ArrayList<>();
            for (var one : people.invokeAll(tries)) {
                chosen.add(one.get());
            }
            assertThat(chosen).containsExactlyInAnyOrder(true, false);
        }
    }

    /** Whoever gave out a code could have used it. */
    @Test
    void aPasswordFromACodeOfTheProvidersEndsWithTheProvidersAccess() {
        var client = withPassword();
        Browser bert = signIn(client);
        Api.As anna = client.admin();
        assertThat(anna.delete(client.path("/provider-access")).status()).isEqualTo(200);

        assertThat(bert.reading().get("/api/v1/session").status()).isEqualTo(401);
        assertThat(tryToSignIn(client.id() + "/bert", PASSWORD).status()).isEqualTo(401);
        assertThat(anna.get(client.path("/audit")).text()).contains("password-voided", client.id() + "/bert");

        String code = anna.post(client.path("/people/bert/setup-code")).at("/code");
        assertThat(choose(client, code, PASSWORD).status()).isEqualTo(204);
        Browser again = signIn(client);
        assertThat(again.reading().get("/api/v1/session").status()).isEqualTo(200);
        assertThat(anna.put(client.path("/provider-access"), "{}").status()).isEqualTo(200);
        assertThat(anna.delete(client.path("/provider-access")).status()).isEqualTo(200);
        // The provider's people made anna's token too: what came of it may be theirs.
        assertThat(again.reading().get("/api/v1/session").status()).isEqualTo(401);
    }

    @Test
    void whoShutsTheProviderOutStaysInThisSessionButHasToChooseAnotherPassword() {
        var client = withOneAdministrator();
        Browser bert = signIn(client);
        Browser somebodyWhoKnowsThePassword = signIn(client);
        var token = bert.changing().post(client.path("/tokens"), Map.of("name", "sensor", "role", "integration"));
        assertThat(token.status()).as(token.toString()).isEqualTo(201);

        var out = bert.changing().delete(client.path("/provider-access"));

        assertThat(out.status()).as(out.toString()).isEqualTo(200);
        assertThat(bert.reading().get("/api/v1/session").status()).isEqualTo(200);
        assertThat(somebodyWhoKnowsThePassword.reading().get("/api/v1/session").status())
                .isEqualTo(401);
        assertThat(tryToSignIn(client.id() + "/bert", PASSWORD).status()).isEqualTo(401);
        assertThat(api.as(token.at("/token")).get("/api/v1/session").status()).isEqualTo(401);

        assertThat(out.at("/remarks/0")).contains("password", "/api/v1/setup");
        var given = Pattern.compile("([A-Z0-9]{5}-){3}[A-Z0-9]{5}").matcher(out.at("/remarks/0"));
        assertThat(given.find()).as(out.toString()).isTrue();
        assertThat(choose(client, given.group(), "a password of Bert's own").status())
                .isEqualTo(204);
        assertThat(tryToSignIn(client.id() + "/bert", "a password of Bert's own")
                        .status())
                .isEqualTo(204);
    }

    /** Whose answer to the shut-out was lost has the session still, and makes a code with it. */
    @Test
    void whoLostThatCodeMakesAnotherInTheSameSession() {
        var client = withOneAdministrator();
        Browser bert = signIn(client);
        bert.changing().delete(client.path("/provider-access"));

        String own =
                bert.changing().post(client.path("/people/bert/setup-code")).at("/code");
        assertThat(choose(client, own, PASSWORD).status()).isEqualTo(204);
        assertThat(tryToSignIn(client.id() + "/bert", PASSWORD).status()).isEqualTo(204);
    }

    @Test
    void whoShutsTheProviderOutWithATokenOfItsHearsThatItsPeopleMayKnowIt() {
        var client = fixture.client();
        Api.As anna = client.admin();

        assertThat(anna.delete(client.path("/provider-access")).at("/remarks/0"))
                .contains("made by provider/admin", "later shut-out");
        assertThat(anna.get("/api/v1/session").status()).isEqualTo(200);
        assertThat(anna.get(client.path("/provider-access")).body().path("remarks"))
                .isEmpty();
    }

    /** It may have been the provider's people who shut the provider out, to keep what they hold. */
    @Test
    void whatComesOfAShutOutWithAPasswordOfTheProvidersIsFoundByALaterOne() {
        var client = withAdministrators();
        assertThat(choose(client, code(client), PASSWORD).status()).isEqualTo(204);
        Browser bert = signIn(client);
        var given = CODE.matcher(
                bert.changing().delete(client.path("/provider-access")).at("/remarks/0"));
        assertThat(given.find()).isTrue();
        var token = bert.changing().post(client.path("/tokens"), Map.of("name", "x", "role", "admin"));
        assertThat(token.status()).as(token.toString()).isEqualTo(201);
        var annas =
                bert.changing().post(client.path("/tokens"), Map.of("name", "y", "role", "admin", "person", "anna"));
        assertThat(choose(client, given.group(), PASSWORD).status()).isEqualTo(204);
        Browser again = signIn(client);
        for (Api.As open : List.of(again.reading(), api.as(token.at("/token")), api.as(annas.at("/token")))) {
            assertThat(open.get("/api/v1/session").status()).isEqualTo(200);
        }

        Api.As anna = api.as(annas.at("/token"));
        assertThat(anna.put(client.path("/provider-access"), "{}").status()).isEqualTo(200);
        assertThat(anna.delete(client.path("/provider-access")).status()).isEqualTo(200);

        for (Api.As gone : List.of(again.reading(), api.as(token.at("/token")))) {
            assertThat(gone.get("/api/v1/session").status()).isEqualTo(401);
        }
        assertThat(tryToSignIn(client.id() + "/bert", PASSWORD).status()).isEqualTo(401);
        assertThat(anna.get("/api/v1/session").status()).isEqualTo(200);
    }

    @Test
    void whatAShutOutKeptEndsWithALaterOneWhileTheProviderIsOut() {
        var client = withAdministrators();
        assertThat(choose(client, code(client), PASSWORD).status()).isEqualTo(204);
        Api.As bert = signIn(client).changing();
        assertThat(bert.delete(client.path("/provider-access")).status()).isEqualTo(200);
        long told = shutOutMails(client);
        long voided = audited(client, "password-voided");
        var repeated = bert.delete(client.path("/provider-access"));
        assertThat(repeated.at("/remarks/0")).as("the same again").containsPattern(CODE);
        assertThat(audited(client, "password-voided")).isEqualTo(voided);
        var made = bert.post(client.path("/tokens"), Map.of("name", "x", "role", "admin"));
        String code = bert.post(client.path("/people/anna/setup-code")).at("/code");
        Api.As anna = chosenBy(client, code);

        var later = anna.delete(client.path("/provider-access"));

        assertThat(later.status()).as(later.toString()).isEqualTo(200);
        assertThat(api.as(made.at("/token")).get("/api/v1/session").status()).isEqualTo(401);
        assertThat(bert.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(anna.get("/api/v1/session").status()).isEqualTo(200);
        assertThat(shutOutMails(client)).as("told once").isEqualTo(told);
        assertThat(audited(client, "provider-access-revoked")).isEqualTo(1);
    }

    private Api.As chosenBy(Fixture.Client client, String code) {
        var chosen = api.anonymous()
                .post("/api/v1/setup", Map.of("username", client.id() + "/anna", "code", code, "password", PASSWORD));
        assertThat(chosen.status()).as(chosen.toString()).isEqualTo(204);
        return api.signedIn(client.id() + "/anna", PASSWORD);
    }

    private long audited(Fixture.Client client, String action) {
        return count("select count(*) from audit_entry where action = ? and organisation = ?", action, client);
    }

    private long shutOutMails(Fixture.Client client) {
        return count(
                "select count(*) from notification where template = ? and organisation = ?",
                "provider-shut-out",
                client);
    }

    private long count(String query, String what, Fixture.Client client) {
        return database.asAdministrator()
                .sql(query)
                .params(what, client.id().value())
                .query(Long.class)
                .single();
    }

    @Test
    void whereAnAdministratorHasAPasswordOfTheirOwnWhatTheProviderGaveOutEndsAltogether() {
        for (boolean byToken : List.of(false, true)) {
            var client = withAdministrators();
            assertThat(choose(client, code(client), PASSWORD).status()).isEqualTo(204);
            annaHasAPasswordOfHerOwn(client);
            Api.As bert = byToken ? client.as("bert", "admin") : signIn(client).changing();

            var out = bert.delete(client.path("/provider-access"));

            assertThat(out.status()).as(out.toString()).isEqualTo(200);
            assertThat(out.at("/remarks/0")).contains(client.id() + "/anna").doesNotContainPattern(CODE);
            assertThat(bert.get("/api/v1/session").status()).isEqualTo(401);
            assertThat(tryToSignIn(client.id() + "/bert", PASSWORD).status()).isEqualTo(401);
            Api.As anna = api.signedIn(client.id() + "/anna", PASSWORD);
            String own = anna.post(client.path("/people/bert/setup-code")).at("/code");
            assertThat(choose(client, own, PASSWORD).status()).isEqualTo(204);
            Browser again = signIn(client);
            assertThat(anna.put(client.path("/provider-access"), "{}").status()).isEqualTo(200);
            assertThat(anna.delete(client.path("/provider-access")).status()).isEqualTo(200);
            assertThat(again.reading().get("/api/v1/session").status()).isEqualTo(200);
        }
    }

    private static final Pattern CODE = Pattern.compile("([A-Z0-9]{5}-){3}[A-Z0-9]{5}");

    private Fixture.Client withAdministrators() {
        var client = fixture.client();
        client.put(
                "people",
                Map.of(
                        "people",
                        List.of(
                                Map.of("id", "anna", "name", "Anna Admin", "roles", List.of("admin")),
                                Map.of("id", "bert", "name", "Bert Berg", "roles", List.of("admin")))));
        return client;
    }

    private void annaHasAPasswordOfHerOwn(Fixture.Client client) {
        PersonRef anna = new PersonRef(client.id(), "anna");
        assertThat(signingIn.choosePassword(
                        anna, signingIn.giveCode(anna, Duration.ofDays(1), client.id() + "/carl", false), PASSWORD))
                .isTrue();
    }

    @Test
    void aPeopleDocumentWithoutTheFirstAdministratorLocksNobodyOut() {
        String people = "/api/v1/organisations/provider/people";
        var before = api.administrator().get(people).body().path("people");
        String code = api.administrator().post(people + "/admin/setup-code").at("/code");
        var chosen = api.anonymous().post("/api/v1/setup", Map.of("code", code, "password", PASSWORD));
        assertThat(chosen.status()).as(chosen.toString()).isEqualTo(204);
        var others = before.valueStream()
                .filter(person -> !person.path("id").asString().equals("admin"))
                .toList();
        try {
            assertThat(api.administrator().put(people, Map.of("people", others)).status())
                    .isEqualTo(200);
            assertThat(tryToSignIn("admin", PASSWORD).status()).isEqualTo(204);
        } finally {
            api.administrator().put(people, Map.of("people", before));
        }
    }

    @Test
    void namesThatCannotBeAreRefusedLikeWrongPasswords() {
        for (String name : List.of("", "/", "../admin", "nobody", "ACME/x", "a/b/c", "x".repeat(500))) {
            assertThat(tryToSignIn(name, PASSWORD).status()).as(name).isEqualTo(401);
        }
    }

    /** Each of them remembered would take memory without end. */
    @Test
    void allNamesThatCannotBeAreSlowedDownAsOne() {
        var throttle = new Throttle();
        for (int i = 0; i < 10; i++) {
            throttle.failed(SessionController.throttled("no/such/name" + i), "192.0.2.1");
        }
        assertThat(throttle.mustWait(SessionController.throttled("x".repeat(100_000)), "192.0.2.1"))
                .isTrue();
        assertThat(throttle.mustWait(SessionController.throttled("acme/anna"), "192.0.2.1"))
                .isFalse();
    }

    @Test
    void noPasswordOrCodeIsKeptAsItIs() {
        var client = fixture.client();
        String code = code(client);
        choose(client, code, PASSWORD);
        assertThat(database.asAdministrator()
                        .sql("select string_agg(kept::text, '') from (select row_to_json(credential) as kept from"
                                + " credential union all select row_to_json(setup_code) from setup_code)"
                                + " every_row")
                        .query(String.class)
                        .single())
                .doesNotContain(PASSWORD)
                .doesNotContain(code)
                .contains("$argon2id$");
    }

    /** Bert alone, with a password that the provider's people could know. */
    private Fixture.Client withOneAdministrator() {
        var client = withPassword();
        client.put(
                "people",
                Map.of("people", List.of(Map.of("id", "bert", "name", "Bert Berg", "roles", List.of("admin")))));
        return client;
    }

    private Fixture.Client withPassword() {
        var client = fixture.client();
        assertThat(choose(client, code(client), PASSWORD).status()).isEqualTo(204);
        return client;
    }

    private String code(Fixture.Client client) {
        return api.administrator().post(client.path("/people/bert/setup-code")).at("/code");
    }

    private Api.Answer choose(Fixture.Client client, String code, String password) {
        return api.anonymous()
                .post("/api/v1/setup", Map.of("username", client.id() + "/bert", "code", code, "password", password));
    }

    private Api.Answer tryToSignIn(String username, String password) {
        return api.anonymous().post("/api/v1/session", Map.of("username", username, "password", password));
    }

    private Browser signIn(Fixture.Client client) {
        var answer = tryToSignIn(client.id() + "/bert", PASSWORD);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        String cookies = String.join(
                "; ",
                answer.headers().allValues("set-cookie").stream()
                        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                        .toList());
        String forgery = cookies.substring(cookies.indexOf("XSRF-TOKEN=") + "XSRF-TOKEN=".length());
        return new Browser(cookies, forgery);
    }

    private class Browser {

        private final String cookies;
        private final String forgery;

        Browser(String cookies, String forgery) {
            this.cookies = cookies;
            this.forgery = forgery;
        }

        Api.As reading() {
            return api.anonymous().with("Cookie", cookies);
        }

        Api.As changing() {
            return reading().with("X-XSRF-TOKEN", forgery);
        }
    }
}
