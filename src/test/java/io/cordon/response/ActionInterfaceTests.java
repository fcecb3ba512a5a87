package io.cordon.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@CordonServerTest
class ActionInterfaceTests {

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestDatabase database;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private io.cordon.tenancy.ActingFor actingFor;

    @Test
    void anAddressIsBlockedPulledAndReleased() {
        Fixture.Client client = fixture.client();
        client.allow("automatic", "block_ip");
        String incident = "/api/v1/incidents/" + incident(client);

        Api.Answer asked = askToBlock(client.responder(), incident);
        assertThat(asked.status()).as(asked.toString()).isEqualTo(201);
        String action = pathOf(asked);
        awaitState(client, action, "verified");

        Api.Answer list = edl(client, client.integrationToken(), "ip", "");
        assertThat(list.text()).isEqualTo("203.0.113.7\n");
        assertThat(list.header("Content-Type")).startsWith("text/plain");
        assertThat(edl(client, client.integrationToken(), "ip", list.header("ETag"))
                        .status())
                .isEqualTo(304);

        assertThat(client.responder()
                        .post(action + "/undo", Map.of("reason", "false alarm"))
                        .status())
                .isEqualTo(200);
        awaitState(client, action, "undone");
        assertThat(edl(client, client.integrationToken(), "ip", list.header("ETag"))
                        .text())
                .isEmpty();
        Api.Answer shown = client.responder().get(action);
        assertThat(shown.at("/history/0/to")).isEqualTo("proposed");
        assertThat(shown.at("/undoing")).isEqualTo("unblock_ip");
    }

    @Test
    void anApprovalTakesAnotherPerson() {
        Fixture.Client client = fixture.client();
        client.allow("approval", "block_ip");
        String incident = "/api/v1/incidents/" + incident(client);
        Api.Answer asked = askToBlock(client.lead(), incident);
        String action = pathOf(asked);

        assertThat(asked.at("/items/0/state")).isEqualTo("awaiting_approval");
        assertThat(client.lead().get(incident + "/notifications").text())
                .contains("Approval needed: block ip 203.0.113.7");
        assertThat(client.lead().post(action + "/approve", Map.of()).status()).isEqualTo(403);
        assertThat(client.responder().post(action + "/approve", Map.of()).status())
                .isEqualTo(403);
        assertThat(client.as("emil", "lead")
                        .post(action + "/approve", Map.of("comment", "yes"))
                        .status())
                .isEqualTo(200);
        awaitState(client, action, "verified");
        assertThat(client.lead().get(action).at("/approvedBy/0")).isEqualTo(client.id() + "/emil");
        // Who made the token could have been the one who said yes: the report tells.
        assertThat(client.lead().get(incident + "/report").at("/actions/0/approvedBy/0"))
                .isEqualTo(client.id() + "/emil (token from provider/admin)");
        assertThat(client.lead().post(action + "/approve", Map.of()).status()).isEqualTo(409);
    }

    @Test
    void whoeverDecidesSeesWhatElseIsHit() {
        Fixture.Client client = fixture.client();
        client.put("authority", """
            {"grants":[{"verb":"block_ip","mode":"approval","approvers":{"client":2,"provider":0},"assets":"*",
                        "hours":"always","maxPerHour":20,"expires":null}]}
            """);
        client.put("assets", """
            {"assets":[{"id":"gw","names":["gw.example"],"addresses":["203.0.113.7"],"class":"server",
                        "criticality":4,"owner":"Anna"}]}
            """);
        client.put(
                "people",
                Map.of(
                        "people",
                        List.of(
                                Map.of("id", "anna", "name", "Anna", "roles", List.of("lead")),
                                Map.of("id", "emil", "name", "Emil", "roles", List.of("lead")),
                                Map.of("id", "lars", "name", "Lars", "roles", List.of("lead")))));
        UUID other = incident(client, 2);
        String incident = "/api/v1/incidents/" + incident(client);
        actingFor.run(
                client.id(),
                () -> transactions.executeWithoutResult(status ->
                        jdbc.sql("""
                            insert into incident_entity (organisation, incident_id, kind, value, role, first_seen)
                            values (?, ?, 'host', 'GW.example', 'named', now())
                            """).params(client.id().value(), other).update()));
        String action = pathOf(askToBlock(client.lead(), incident));
        client.as("emil", "lead").post(action + "/approve", Map.of());

        Api.Answer shown = client.as("lars", "lead").get(action);

        assertThat(shown.body().path("mayApprove").asBoolean()).isTrue();
        assertThat(shown.at("/approval/authority/grant/verb")).isEqualTo("block_ip");
        assertThat(shown.at("/approval/authority/mode")).isEqualTo("approval");
        assertThat(shown.at("/approval/authority/approversNeeded/client")).isEqualTo("2");
        assertThat(shown.at("/approval/authority/given/0/by")).isEqualTo(client.id() + "/emil");
        assertThat(shown.at("/approval/lapsesAt")).isNotEmpty();
        assertThat(shown.at("/approval/onSilence")).contains("nothing is changed");
        assertThat(shown.at("/approval/blastRadius/asset/id")).isEqualTo("gw");
        assertThat(shown.at("/approval/blastRadius/asset/class")).isEqualTo("server");
        assertThat(shown.at("/approval/blastRadius/alsoNamedIn")).isEqualTo("1");
        assertThat(shown.at("/approval/blastRadius/targetsOfThisIncident")).isEqualTo("1");
        assertThat(shown.at("/approval/blastRadius/limits/left")).isEqualTo("20");
        assertThat(shown.body().at("/approval/protectedBy").isNull()).isTrue();
        assertThat(client.as("emil", "lead")
                        .get(action)
                        .body()
                        .path("mayApprove")
                        .asBoolean())
                .isFalse();
        client.put("protected-assets", """
            {"entries":[{"kind":"ip","value":"203.0.113.7","why":"the gateway"}]}
            """);
        Api.Answer guarded = client.as("lars", "lead").get(action);
        assertThat(guarded.at("/approval/protectedBy")).contains("the gateway");
        assertThat(guarded.body().path("mayApprove").asBoolean()).isFalse();
    }

    @Test
    void namesWhomItWaitsForAndHowToCallThem() {
        Fixture.Client client = fixture.client();
        client.allow("approval", Map.of("client", 1, "provider", 1), "block_ip");
        client.put("people", """
            {"people":[
              {"id":"anna","name":"Anna Admin","roles":["lead"],"phone":"+49 30 1"},
              {"id":"bert","name":"Bert Berg","roles":["responder"],"functions":["containment-approval"],
               "phone":"+49 30 2"},
              {"id":"cora","name":"Cora Coral","roles":["lead"]},
              {"id":"dora","name":"Dora Dorn","roles":["responder"],"phone":"+49 30 4"}]}
            """);
        Api.As petula = api.as(fixture.providerToken("lead", "petula"));
        String incident = "/api/v1/incidents/" + incident(client);
        String action = pathOf(askToBlock(client.as("anna", "lead"), incident));

        // Anna asked for it, so that it is not hers to decide; Dora may not at all.
        Api.As dora = client.as("dora", "responder");
        assertThat(deciders(dora.get(action).body(), client.id().value()))
                .containsExactly("Bert Berg client +49 30 2 appointed", "Cora Coral client null");
        assertThat(deciders(dora.get(action).body(), "provider")).contains("Provider's petula provider null");
        assertThat(deciders(
                        only(dora.get("/api/v1/actions?state=awaiting_approval")),
                        client.id().value()))
                .hasSize(2);

        client.as("cora", "lead").post(action + "/approve", Map.of());

        assertThat(deciders(dora.get(action).body(), client.id().value()))
                .as("who has said yes is waited for no longer")
                .doesNotContain("Cora Coral client null");
        assertThat(fixture.client().lead().get(action).status()).isEqualTo(404);

        petula.post(action + "/deny", Map.of("reason", "not this one"));
        assertThat(dora.get(action).body().path("deciders")).isEmpty();
    }

    private static JsonNode only(Api.Answer list) {
        assertThat(list.body().path("items")).hasSize(1);
        return list.body().at("/items/0");
    }

    private static List<String> deciders(JsonNode action, String organisation) {
        return action.path("deciders")
                .valueStream()
                .filter(decider -> decider.path("organisation").asString().equals(organisation))
                .map(decider -> decider.path("name").asString() + " "
                        + decider.path("party").asString().toLowerCase(Locale.ROOT) + " "
                        + decider.path("phone").asString("null")
                        + (decider.path("appointed").asBoolean() ? " appointed" : ""))
                .toList();
    }

    @Test
    void theFirstOfTwoApprovalsIsOnRecordAndNobodyIsAskedAgain() {
        Fixture.Client client = fixture.client();
        client.allow("approval", Map.of("client", 1, "provider", 1), "block_ip");
        Api.As priya = api.as(fixture.providerToken("lead", "priya"));
        String incident = "/api/v1/incidents/" + incident(client);
        Api.Answer asked = askToBlock(client.lead(), incident);
        String action = pathOf(asked);
        long letters = approvalLetters(client, incident);

        assertThat(priya.post(action + "/approve", Map.of("comment", "seen it")).status())
                .isEqualTo(200);

        assertThat(client.lead().get(action).at("/state")).isEqualTo("awaiting_approval");
        assertThat(client.lead().get(action).text()).contains("Approved, others must too: seen it");
        assertThat(client.lead().get(incident + "/timeline").text()).contains("waits for further approval");
        assertThat(approvalLetters(client, incident)).isEqualTo(letters);
        assertThat(client.as("emil", "lead").post(action + "/approve", Map.of()).status())
                .isEqualTo(200);
        awaitState(client, action, "verified");
    }

    @Test
    void whatWaitsForApprovalOutlivesTheKillSwitch() {
        Fixture.Client client = fixture.client();
        client.allow("approval", "block_ip");
        String incident = "/api/v1/incidents/" + incident(client);
        Api.Answer asked = askToBlock(client.lead(), incident);
        String action = pathOf(asked);
        Api.As emil = client.as("emil", "lead");
        Api.As anna = client.admin();
        anna.put(client.path("/kill-switch"), Map.of("on", true, "why", "drill"));

        assertThat(emil.post(action + "/approve", Map.of()).status()).isEqualTo(409);

        anna.put(client.path("/kill-switch"), Map.of("on", false, "why", "over"));
        assertThat(emil.post(action + "/approve", Map.of()).status()).isEqualTo(200);
        awaitState(client, action, "verified");
    }

    @Test
    void whatAStopRefusedIsAskedForAgainOnceItIsLifted() {
        Fixture.Client client = fixture.client();
        client.allow("automatic", "block_ip");
        String incident = "/api/v1/incidents/" + incident(client);
        Api.As anna = client.admin();
        anna.put(client.path("/kill-switch"), Map.of("on", true, "why", "drill"));
        String refused = pathOf(askToBlock(client.responder(), incident));
        awaitState(client, refused, "refused");
        assertThat(client.responder().get(refused).at("/mayAskAgain"))
                .as("it would be refused once more")
                .isEqualTo("false");

        anna.put(client.path("/kill-switch"), Map.of("on", false, "why", "over"));

        assertThat(client.responder().get(refused).at("/mayAskAgain")).isEqualTo("true");
        assertThat(client.as("emil", "auditor").get(refused).at("/mayAskAgain")).isEqualTo("false");
        Api.Answer again = askToBlock(client.responder(), incident);
        assertThat(client.responder().get(refused).at("/mayAskAgain")).isEqualTo("false");
        assertThat(client.responder().get(refused).at("/askedAgain"))
                .isEqualTo(client.responder().get(pathOf(again)).at("/id"))
                .isNotEmpty();
    }

    @Test
    void whatAPersonDeniedIsNotOfferedAgain() {
        Fixture.Client client = fixture.client();
        client.allow("approval", "block_ip");
        String denied = pathOf(askToBlock(client.responder(), "/api/v1/incidents/" + incident(client)));

        client.lead().post(denied + "/deny", Map.of("reason", "It is the payroll's."));

        awaitState(client, denied, "refused");
        assertThat(client.responder().get(denied).at("/mayAskAgain")).isEqualTo("false");
    }

    @Test
    void whatWaitsForItsProductSaysUntilWhenAndIsTriedNowWhereAPersonAsks() {
        Fixture.Client client = fixture.client();
        client.allow("automatic", "block_ip");
        UUID incident = incident(client);
        UUID id = actionWaitingForItsProduct(client, incident);
        String action = "/api/v1/actions/" + id;
        assertThat(Instant.parse(client.responder().get(action).at("/nextAttemptAt")))
                .isAfter(Instant.now().plus(Duration.ofMinutes(50)));

        Api.Answer asked = client.responder()
                .post(
                        "/api/v1/incidents/" + incident + "/actions",
                        Map.of(
                                "verb",
                                "block_ip",
                                "target",
                                "203.0.113.7",
                                "connector",
                                "block-lists",
                                "reason",
                                "It is back"));

        assertThat(asked.at("/items/0/id")).isEqualTo(id.toString());
        awaitState(client, action, "verified");
        assertThat(client.responder().get(action).at("/nextAttemptAt")).isEmpty();
        assertThat(client.responder()
                        .get("/api/v1/incidents/" + incident + "/timeline")
                        .text())
                .contains("block_ip 203.0.113.7 by block-lists: still to be done. Asked for again, so it is tried now:"
                        + " It is back");
    }

    @Test
    void whatWaitsForItsProductIsTriedNowWhereTheConnectorsTestSucceeds() {
        Fixture.Client client = fixture.client();
        client.allow("automatic", "block_ip");
        UUID id = actionWaitingForItsProduct(client, incident(client));

        Api.Answer tried = client.admin().post(client.path("/connectors/block-lists/test"));

        assertThat(tried.at("/works")).isEqualTo("true");
        awaitState(client, "/api/v1/actions/" + id, "verified");
    }

    private UUID actionWaitingForItsProduct(Fixture.Client client, UUID incident) {
        UUID id = actionIn(ActionState.PROPOSED, client, incident);
        actingFor.run(
                client.id(),
                () -> transactions.executeWithoutResult(status -> jdbc.sql(
                                "update action set due_at = now() + interval '1 hour', away_since = now() where id = ?")
                        .param(id)
                        .update()));
        return id;
    }

    private static long approvalLetters(Fixture.Client client, String incident) {
        return client.lead()
                .get(incident + "/notifications")
                .body()
                .path("items")
                .valueStream()
                .filter(letter -> letter.path("subject").asString("").contains("Approval needed"))
                .count();
    }

    @Test
    void anApprovalThatNobodyElseMayGiveIsToldToWhoAnswersForItAndEndsWithTheIncident() {
        Fixture.Client client = fixture.client();
        client.allow("approval", "block_ip");
        client.put(
                "raci",
                Map.of(
                        "functions",
                        List.of(Map.of("function", "containment-approval", "client", "R", "provider", "A"))));
        fixture.providerToken("lead", "priya");
        UUID id = incident(client);
        String incident = "/api/v1/incidents/" + id;

        Api.Answer asked = askToBlock(client.lead(), incident);

        String action = pathOf(asked);
        assertThat(asked.at("/items/0/state")).isEqualTo("awaiting_approval");
        assertThat(asked.at("/items/0/reason"))
                .contains("nobody of the client may approve it beside " + client.id() + "/anna, who asked");
        assertThat(asked.at("/items/0/approveBy")).isNotEmpty();
        assertThat(client.lead().get(incident + "/timeline").text())
                .contains("nobody of the client may give it beside whoever asked. Told ");
        assertThat(client.lead().get(incident + "/notifications").text())
                .contains("Approval needed: block ip 203.0.113.7");

        assertThat(client.lead()
                        .post(incident + "/resolve", Map.of("reason", "false alarm"))
                        .status())
                .isEqualTo(200);

        Api.Answer ended = client.lead().get(action);
        assertThat(ended.at("/state")).isEqualTo("refused");
        assertThat(ended.at("/reason")).startsWith("Withdrawn: the incident was resolved before it was sent.");
        assertThat(ended.body().path("history").toString()).contains("Withdrawn");
        assertThat(toldOfTheEnd(id))
                .isNotEmpty()
                .allSatisfy(letter -> assertThat(letter)
                        .contains("1 of the steps below was never carried out: the incident ended before")
                        .doesNotContain("Nothing more", "approve or deny"));
        assertThat(client.as("emil", "lead").post(action + "/approve", Map.of()).status())
                .isEqualTo(409);
    }

    private List<String> toldOfTheEnd(UUID incident) {
        return database.asAdministrator()
                .sql("select body_text from notification where incident_id = ? and template = 'incident-resolved'")
                .param(incident)
                .query((row, n) -> row.getString("body_text"))
                .list();
    }

    @ParameterizedTest
    @CsvSource({
        "approve, AWAITING_APPROVAL",
        "deny, AWAITING_APPROVAL",
        "undo, VERIFIED UNKNOWN UNDOING",
        "verify, UNKNOWN",
    })
    void whatPeopleWishIsDoneInTheStatesForIt(String wish, String states) {
        Fixture.Client client = fixture.client();
        client.allow("approval", "block_ip");
        UUID incident = incident(client);
        for (ActionState state : ActionState.values()) {
            String action = "/api/v1/actions/" + actionIn(state, client, incident);
            boolean fits = Set.of(states.split(" ")).contains(state.name());

            Api.Answer answer = client.lead().post(action + "/" + wish, Map.of("reason", "a test"));

            assertThat(answer.status())
                    .as(wish + " in " + state + ": " + answer)
                    .isEqualTo(fits ? 200 : 409);
            if (!fits) {
                assertThat(answer.at("/detail")).as(wish + " in " + state).contains(state.id());
                assertThat(client.lead().get(action).at("/state")).isEqualTo(state.id());
            }
        }
    }

    @Test
    void whatIsWrongWithARequestIsSaidAtOnce() {
        Fixture.Client client = fixture.client();
        String actions = "/api/v1/incidents/" + incident(client) + "/actions";

        Api.Answer answer =
                client.responder().post(actions, Map.of("verb", "nuke", "target", "x", "expiresIn", "soon"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("verb").contains("expiresIn");
        assertThat(client.responder()
                        .post(actions, Map.of("verb", "block_ip", "target", "not an address", "reason", "r"))
                        .status())
                .isEqualTo(422);
        Api.Answer refused =
                client.responder().post(actions, Map.of("verb", "block_ip", "target", "0.0.0.0/0", "reason", "r"));
        assertThat(refused.at("/items/0/state")).isEqualTo("refused");
        assertThat(refused.at("/items/0/reason")).contains("protected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "\"3600\"", "\"PT1H\""})
    void howLongAnEffectLastsIsANumberOfSecondsOrADuration(String expiresIn) {
        Fixture.Client client = fixture.client();
        Api.Answer asked = ask(client, expiresIn);

        assertThat(asked.status()).as(asked.toString()).isEqualTo(201);
        assertThat(Instant.parse(asked.at("/items/0/expiresAt")))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(58)),
                        Instant.now().plus(Duration.ofMinutes(61)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "3600.5", "true", "99999999999999999999", "{}", "[3600]"})
    void howLongAnEffectLastsIsNothingElse(String expiresIn) {
        Api.Answer asked = ask(fixture.client(), expiresIn);

        assertThat(asked.status()).as(asked.toString()).isEqualTo(422);
        assertThat(asked.text()).contains("expiresIn");
    }

    private Api.Answer ask(Fixture.Client client, String expiresIn) {
        String body = "{\"verb\":\"block_ip\",\"target\":\"203.0.113.7\",\"expiresIn\":" + expiresIn + "}";
        return client.responder()
                .send(
                        "POST",
                        "/api/v1/incidents/" + incident(client) + "/actions",
                        "application/json",
                        body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anotherOrganisationFindsNothing() {
        Fixture.Client client = fixture.client();
        client.allow("automatic", "block_ip");
        UUID incident = incident(client);
        String action = client.responder()
                .post("/api/v1/incidents/" + incident + "/actions", Map.of("verb", "block_ip", "target", "203.0.113.9"))
                .at("/items/0/id");
        Fixture.Client other = fixture.client();

        assertThat(other.admin().get("/api/v1/actions/" + action).status()).isEqualTo(404);
        assertThat(other.admin().post("/api/v1/actions/" + action + "/undo").status())
                .isEqualTo(404);
        assertThat(other.admin()
                        .get("/api/v1/incidents/" + incident + "/actions")
                        .status())
                .isEqualTo(404);
        assertThat(other.admin().get("/api/v1/actions").text()).doesNotContain(action);
        assertThat(edl(client, other.integrationToken(), "ip", "").status()).isEqualTo(404);
    }

    @Test
    void aConnectorsSecretsAreNeverReadBack() {
        Fixture.Client client = fixture.client();
        String path = client.path("/connectors/edge");
        Map<String, Object> document = Map.of(
                "type",
                "opnsense",
                "settings",
                Map.of("url", "https://fw.example", "alias", "cordon_block"),
                "secrets",
                Map.of("key", "S3CR3T-canary-key", "secret", "S3CR3T-canary-secret"),
                "enabled",
                false);
        Api.Answer put = client.admin().put(path, document);
        assertThat(put.status()).as(put.toString()).isEqualTo(200);

        assertThat(put.text() + client.admin().get(path) + client.admin().get(client.path("/connectors")))
                .doesNotContain("S3CR3T");
        Api.Answer moved = client.admin()
                .put(
                        path,
                        Map.of(
                                "type",
                                "opnsense",
                                "settings",
                                Map.of("url", "https://evil.example", "alias", "cordon_block")));
        assertThat(moved.status()).isEqualTo(422);
        Api.Answer wrong = client.admin().put(path, Map.of("type", "opnsense", "settings", Map.of("ulr", "x")));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("settings.ulr").contains("settings.url");
        assertThat(client.admin().delete(path).status()).isEqualTo(204);
        assertThat(client.admin().get(path).status()).isEqualTo(404);
    }

    @Test
    void aConnectorSaysHowItHasDone() {
        Fixture.Client client = fixture.client();
        UUID incident = incident(client);
        String path = client.path("/connectors/block-lists");
        assertThat(client.responder().get(path).body().at("/health/lastTest").isNull())
                .isTrue();
        UUID failed = actionIn(ActionState.FAILED, client, incident);
        UUID waiting = actionWaitingForItsProduct(client, incident);
        change(
                client,
                "update action set state_reason = 'The list is full.', executing_at = now() where id = ?",
                failed);
        assertThat(waiting).isNotNull();

        Api.Answer known = client.responder().get(path);

        assertThat(known.at("/health/lastUsedAt")).isNotEmpty();
        assertThat(known.at("/health/lastFailure/text")).isEqualTo("The list is full.");
        assertThat(known.at("/health/lastFailure/incidentId")).isEqualTo(incident.toString());
        assertThat(known.at("/health/waiting")).isEqualTo("1");
        assertThat(known.at("/health/awaySince")).isNotEmpty();
        assertThat(fixture.client().responder().get(path).status()).isEqualTo(404);
    }

    @Test
    void aConnectorRemembersItsLastTestUntilItIsSomethingElse() {
        Fixture.Client client = fixture.client();
        String path = client.path("/connectors/edge");
        put(client.admin(), path, "cordon_block");

        Api.Answer tried = client.as("emil", "engineer").post(path + "/test");

        assertThat(tried.at("/works")).isEqualTo("false");
        Api.Answer known = client.responder().get(path);
        assertThat(known.at("/health/lastTest/works")).isEqualTo("false");
        assertThat(known.at("/health/lastTest/text"))
                .isEqualTo(tried.at("/text"))
                .isNotEmpty();
        assertThat(known.at("/health/lastTest/by")).contains("emil");
        assertThat(known.at("/health/lastTest/current")).isEqualTo("true");
        put(client.admin(), path, "other_block");
        assertThat(client.responder().get(path).at("/health/lastTest/current")).isEqualTo("false");
        client.admin().delete(path);
        put(client.admin(), path, "cordon_block");
        assertThat(client.responder().get(path).body().at("/health/lastTest").isNull())
                .isTrue();
    }

    @Test
    void aConnectorThatSomebodyElseHasChangedIsNotWrittenOver() {
        Fixture.Client client = fixture.client();
        String path = client.path("/connectors/edge");
        Api.Answer first = put(client.admin().with("If-Match", "\"0\""), path, "cordon_block");
        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        assertThat(put(client.as("emil", "engineer").with("If-Match", "\"1\""), path, "other_block")
                        .status())
                .isEqualTo(200);

        Api.Answer late = put(client.admin().with("If-Match", "\"1\""), path, "third_block");

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.at("/version")).isEqualTo("2");
        assertThat(late.at("/changedBy")).contains("emil");
        assertThat(put(client.admin().with("If-Match", "\"0\""), path, "third_block")
                        .status())
                .isEqualTo(412);
        assertThat(client.admin().get(path).at("/settings/alias")).isEqualTo("other_block");
    }

    @Test
    void ofTwoWhoSetUpTheSameConnectorAtOnceOneIsTold() throws Exception {
        Fixture.Client client = fixture.client();
        Api.As admin = client.admin().with("If-Match", "\"0\"");
        var together = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 10; i++) {
                String path = client.path("/connectors/edge-" + i);
                Callable<Integer> save = () -> {
                    together.await();
                    return put(admin, path, "cordon_block").status();
                };
                var one = threads.submit(save);
                var other = threads.submit(save);
                assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(200, 412);
            }
        }
    }

    @Test
    void whoeverAsksForAnyConnectorThatStandsMakesNone() {
        Fixture.Client client = fixture.client();
        String path = client.path("/connectors/edge");
        Api.As anyThatStands = client.admin().with("If-Match", "*");
        assertThat(put(anyThatStands, path, "cordon_block").status()).isEqualTo(412);
        assertThat(client.admin().get(path).status()).isEqualTo(404);
        put(client.admin(), path, "cordon_block");
        assertThat(put(anyThatStands, path, "other_block").status()).isEqualTo(200);
    }

    @Test
    void aConnectorThatSomebodyElseHasChangedIsNotRemoved() {
        Fixture.Client client = fixture.client();
        String path = client.path("/connectors/edge");
        put(client.admin(), path, "cordon_block");
        put(client.as("emil", "engineer"), path, "other_block");

        Api.Answer late = client.admin().with("If-Match", "\"1\"").delete(path);

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.at("/version")).isEqualTo("2");
        assertThat(client.admin().get(path).status()).isEqualTo(200);
        assertThat(client.admin().with("If-Match", "\"2\"").delete(path).status())
                .isEqualTo(204);
    }

    /** A firewall that nobody can reach: loopback addresses are refused. */
    private static Api.Answer put(Api.As who, String path, String alias) {
        return who.put(
                path,
                Map.of(
                        "type",
                        "opnsense",
                        "settings",
                        Map.of("url", "https://127.0.0.1:9", "alias", alias),
                        "secrets",
                        Map.of("key", "k", "secret", "s")));
    }

    private void change(Fixture.Client client, String statement, UUID id) {
        actingFor.run(
                client.id(),
                () -> transactions.executeWithoutResult(
                        status -> jdbc.sql(statement).param(id).update()));
    }

    private void awaitState(Fixture.Client client, String action, String state) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(client.responder().get(action).at("/state")).isEqualTo(state));
    }

    private Api.Answer edl(Fixture.Client client, String token, String list, String etag) {
        String basic = Base64.getEncoder().encodeToString(("firewall:" + token).getBytes(StandardCharsets.UTF_8));
        Api.As firewall = api.anonymous().with("Authorization", "Basic " + basic);
        return (etag.isEmpty() ? firewall : firewall.with("If-None-Match", etag))
                .get("/edl/" + client.id() + "/" + list + ".txt");
    }

    /** As it stands after whatever led there; nothing is due. */
    private UUID actionIn(ActionState state, Fixture.Client client, UUID incident) {
        UUID id = io.cordon.api.Ids.next();
        actingFor.run(
                client.id(),
                () -> transactions.executeWithoutResult(status -> jdbc.sql("""
                    insert into action (organisation, id, incident_id, verb, target, target_key, connector, generation, idem_key,
                                        state, reason, requested_by, questions, asked_client, resolved, pre_state, undo_to)
                    values (:org, :id, :incident, 'block_ip', '203.0.113.7', '203.0.113.7', 'block-lists', 1, :id, :state, 'C2',
                            'playbook:test', 'grant', 1, '{"id":"203.0.113.7","label":"203.0.113.7","names":[]}',
                            '{"listed":false}', 'UNDONE')
                    """)
                        .param("org", client.id().value())
                        .param("id", id)
                        .param("incident", incident)
                        .param("state", state.name())
                        .update()));
        return id;
    }

    /** An incident by itself: these tests are not about how it comes to be. */
    private static Api.Answer askToBlock(Api.As who, String incident) {
        return who.post(incident + "/actions", Map.of("verb", "block_ip", "target", "203.0.113.7", "reason", "C2"));
    }

    /** Where the first action of an answer is. */
    private static String pathOf(Api.Answer asked) {
        return "/api/v1/actions/" + asked.at("/items/0/id");
    }

    private UUID incident(Fixture.Client client) {
        return incident(client, 1);
    }

    private UUID incident(Fixture.Client client, int number) {
        UUID id = io.cordon.api.Ids.next();
        actingFor.run(
                client.id(),
                () -> transactions.executeWithoutResult(status -> jdbc.sql("""
                    insert into incident (organisation, id, number, title, severity, category, status, playbook, occurred_at,
                                          detected_at, last_alert_at)
                    values (:org, :id, :number, 'A test', 'high', 'malware', 'open', 'malware-on-host', now(), now(), now())
                    """)
                        .param("org", client.id().value())
                        .param("id", id)
                        .param("number", number)
                        .update()));
        return id;
    }
}
