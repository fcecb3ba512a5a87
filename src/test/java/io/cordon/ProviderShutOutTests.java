package io.cordon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.notification.Message;
import io.cordon.notification.Notifications;
import io.cordon.organisation.Person;
import io.cordon.playbook.engine.TaskForm;
import io.cordon.playbook.engine.TaskOpened;
import io.cordon.playbook.task.AskingPeople;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What the provider's people still have, hear and can do once a client has shut them out: nothing. */
@CordonServerTest
class ProviderShutOutTests {

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private TestDatabase database;

    @Autowired
    private Notifications notifications;

    @Autowired
    private AskingPeople asking;

    @Autowired
    private ActingFor actingFor;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void whatTheProvidersPeopleHoldGoesToTheClientsAndNothingFurtherReachesThem() {
        var client = fixture.client();
        client.put("raci", Map.of("functions", providerDoesAll()));
        Api.As priya = api.as(fixture.providerToken("lead", "priya"));
        Api.As anna = client.admin();
        String incident = opened(client.integration(), 1, "10.0.7.1");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !tasks(anna, incident).isEmpty());
        JsonNode held = tasks(anna, incident).getFirst();
        assertThat(held.at("/responsible/party").asString()).as(held.toString()).isEqualTo("provider");
        String id = held.path("id").asString();
        assertThat(priya.post("/api/v1/tasks/" + id + "/claim").status()).isEqualTo(200);
        queuedForProvider(client);

        assertThat(anna.delete(client.path("/provider-access")).status()).isEqualTo(200);

        Api.Answer after = anna.get("/api/v1/tasks/" + id);
        assertThat(after.at("/state")).isEqualTo("open");
        assertThat(after.at("/responsible/party")).isEqualTo("client");
        assertThat(after.at("/responsible/people/0/organisation"))
                .isEqualTo(client.id().value());
        assertThat(after.at("/accountable")).isEmpty();
        assertThat(priya.get("/api/v1/tasks/" + id).status()).isEqualTo(404);
        assertThat(anna.get("/api/v1/incidents/" + incident + "/timeline?limit=500")
                        .text())
                .contains("Task handed over: " + held.path("name").asString());
        assertThat(states(client, "provider")).doesNotContain("queued").contains("failed");
        assertThat(told(client, client.id().value())).contains("task-waiting");
        assertThat(anna.get(client.path("/gaps")).text()).contains("whom the client has shut out");

        long before = told(client, "provider").size();
        Api.As sensor = api.as(newToken(anna, client, "integration").at("/token"));
        String another = opened(sensor, 2, "10.0.7.2");
        await().atMost(Duration.ofSeconds(20)).until(() -> !tasks(anna, another).isEmpty());
        assertThat(tasks(anna, another))
                .allSatisfy(task ->
                        assertThat(task.at("/responsible/party").asString()).isEqualTo("client"));
        assertThat(told(client, "provider")).hasSize((int) before);

        assertThat(anna.put(client.path("/provider-access"), "{}").status()).isEqualTo(200);
        String third = opened(sensor, 3, "10.0.7.3");
        await().atMost(Duration.ofSeconds(20)).until(() -> !tasks(anna, third).isEmpty());
        assertThat(tasks(anna, third).getFirst().at("/responsible/party").asString())
                .isEqualTo("provider");
    }

    @Test
    void theTokensThatItsPeopleMadeAreRevokedAndNameThemBefore() {
        var client = fixture.client();
        Api.As anna = client.admin();
        Api.As bert = client.responder();
        Api.As sensor = client.integration();
        Api.As chained = api.as(newToken(client.admin(), client, "engineer").at("/token"));
        String incident = opened(sensor, 4, "10.0.7.4");
        Api.As lead = client.lead();
        assertThat(lead.post("/api/v1/incidents/" + incident + "/comments", Map.of("text", "Seen."))
                        .status())
                .isEqualTo(201);

        assertThat(lead.get("/api/v1/incidents/" + incident + "/comments").at("/items/0/author"))
                .isEqualTo(client.id() + "/anna (token from provider/admin)");
        assertThat(sensor.get("/api/v1/session").at("/name"))
                .isEqualTo("token:" + client.id() + "/integration (from provider/admin)");
        assertThat(chained.get("/api/v1/session").status()).isEqualTo(200);

        assertThat(anna.delete(client.path("/provider-access")).status()).isEqualTo(200);

        for (Api.As gone : List.of(bert, sensor, lead, chained)) {
            assertThat(gone.get("/api/v1/session").status()).isEqualTo(401);
        }
        Api.As own = api.as(newToken(anna, client, "lead").at("/token"));
        assertThat(own.get(client.path("/people")).status()).isEqualTo(200);
        assertThat(anna.get(client.path("/audit")).text()).contains("token-revoked", "made by provider/admin");
    }

    @Test
    void theClientsAdministratorsAreToldWhoDidIt() {
        var client = fixture.client();
        Api.As anna = client.admin();
        for (int i = 0; i < 2; i++) {
            assertThat(anna.delete(client.path("/provider-access")).status()).isEqualTo(200);
            assertThat(anna.put(client.path("/provider-access"), "{}").status()).isEqualTo(200);
        }

        assertThat(database.asAdministrator()
                        .sql("select person || ': ' || body_text from notification where organisation = ?"
                                + " and template = 'provider-shut-out'")
                        .param(client.id().value())
                        .query(String.class)
                        .list())
                .hasSize(2)
                .allSatisfy(told -> assertThat(told)
                        .startsWith("anna: ")
                        .contains(client.id() + "/anna (token from provider/admin)"));
    }

    @Test
    void aTokenThatOutlivesItAllTheSameOpensNothing() {
        var client = fixture.client();
        Api.As bert = client.responder();
        Api.As anna = client.admin();
        assertThat(anna.delete(client.path("/provider-access")).status()).isEqualTo(200);

        database.asAdministrator()
                .sql("update token set revoked_at = null where organisation = ?")
                .param(client.id().value())
                .update();

        assertThat(bert.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(anna.get("/api/v1/session").status()).isEqualTo(200);
    }

    @Test
    void whatTheProviderMakesAtThatMomentWaitsForItAndIsRefused() throws Exception {
        var client = fixture.client();
        Api.As chained = client.admin();
        assertThat(chained.get("/api/v1/session").status()).isEqualTo(200);
        Map<String, String> wish = Map.of("name", "late", "role", "integration");
        try (Connection shuttingOut = shuttingOut(client);
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var token = people.submit(() -> api.administrator().post(client.path("/tokens"), wish));
            var chain = people.submit(() -> chained.post(client.path("/tokens"), wish));
            var code = people.submit(() -> api.administrator().post(client.path("/people/anna/setup-code")));
            await().until(() -> waiting() == 3);
            shuttingOut.commit();
            for (var made : List.of(token, code)) {
                assertThat(made.get().status()).as(made.get().toString()).isEqualTo(404);
            }
            assertThat(chain.get().status()).as(chain.get().toString()).isEqualTo(401);
        }
    }

    @Test
    void whatItsPeopleChangeAtThatMomentWaitsForItAndIsRefused() throws Exception {
        var client = fixture.client();
        Api.As priya = api.as(fixture.providerToken("lead", "priya"));
        String incident = "/api/v1/incidents/" + opened(client.integration(), 6, "10.0.7.6");
        await().atMost(Duration.ofSeconds(20)).until(this::playbooksWait);
        int before = changes(client);
        try (Connection shuttingOut = shuttingOut(client);
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Api.Answer>> changes = List.of(
                    () -> priya.post(incident + "/comments", Map.of("text", "Too late.")),
                    () -> priya.post(incident + "/severity", Map.of("severity", "low", "reason", "Too late.")),
                    () -> priya.post(incident + "/close", Map.of("reason", "Too late.")),
                    () -> priya.post(
                            incident + "/actions",
                            Map.of("verb", "block_ip", "target", "203.0.113.77", "reason", "Too late.")));
            var made = changes.stream().map(people::submit).toList();
            await().until(() -> waiting() == changes.size());
            shuttingOut.commit();
            for (var answer : made) {
                assertThat(answer.get().status()).as(answer.get().toString()).isEqualTo(404);
            }
        }
        assertThat(changes(client)).isEqualTo(before);
    }

    @Test
    void alertsThatItTookItsTimeToSendAreRefusedAfterIt() throws Exception {
        var client = fixture.client();
        String token = fixture.providerToken("engineer", "priya");
        byte[] body = "{\"title\":\"Late\",\"severity\":\"critical\"}".getBytes(StandardCharsets.UTF_8);
        try (Socket sender = new Socket("localhost", api.address("/").getPort())) {
            sender.getOutputStream()
                    .write(("POST /api/v1/alerts/generic?organisation=" + client.id()
                                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                                    + token + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            sender.getOutputStream().write(body, 0, 10);
            sender.getOutputStream().flush();
            await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
            assertThat(client.admin().delete(client.path("/provider-access")).status())
                    .isEqualTo(200);
            sender.getOutputStream().write(body, 10, body.length - 10);
            sender.getOutputStream().flush();
            assertThat(new String(sender.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 404");
        }
        assertThat(database.asAdministrator()
                        .sql("select count(*) from alert where organisation = ?")
                        .param(client.id().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void severalShutOutsAtOnceAllSucceed() throws Exception {
        List<Fixture.Client> clients = Stream.generate(fixture::client).limit(6).toList();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = clients.stream()
                    .flatMap(client -> Stream.of(client.admin(), client.admin())
                            .map(anna -> people.submit(() -> anna.delete(client.path("/provider-access")))))
                    .toList();
            for (var answer : answers) {
                // The second of two may find its token, which the provider made, revoked by the first.
                assertThat(answer.get().status()).as(answer.get().toString()).isIn(200, 401);
            }
        }
    }

    @Test
    void whatItsPeopleAreChangingIsWaitedForAndHoldsNoLongerThanThat() throws Exception {
        var client = fixture.client();
        Api.As anna = client.admin();
        try (Connection changing = connection();
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            hold(changing, "pg_advisory_xact_lock_shared", client);
            var shutOut = people.submit(() -> anna.delete(client.path("/provider-access")));
            await().until(() -> waiting() == 1);
            var late = people.submit(() ->
                    api.administrator().post(client.path("/tokens"), Map.of("name", "late", "role", "integration")));
            await().until(() -> waiting() == 2);

            changing.commit();

            assertThat(shutOut.get().status()).as(shutOut.get().toString()).isEqualTo(200);
            assertThat(late.get().status()).as(late.get().toString()).isEqualTo(404);
        }
    }

    @Test
    void whatItsPeopleTakeOrAreToldAtThatMomentWaitsForItAndIsNot() throws Exception {
        var client = fixture.client();
        client.put("raci", Map.of("functions", providerDoesAll()));
        Api.As priya = api.as(fixture.providerToken("lead", "priya"));
        Api.As anna = client.admin();
        String incident = opened(client.integration(), 5, "10.0.7.5");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !tasks(anna, incident).isEmpty());
        String task = tasks(anna, incident).getFirst().path("id").asString();
        await().atMost(Duration.ofSeconds(20)).until(this::playbooksWait);
        try (Connection shuttingOut = shuttingOut(client);
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var claim = people.submit(() -> priya.post("/api/v1/tasks/" + task + "/claim"));
            var told = people.submit(() -> tell(client, new PersonRef(OrganisationId.PROVIDER, "priya"), "late"));
            await().until(() -> waiting() == 2);
            shuttingOut.commit();

            assertThat(claim.get().status()).as(claim.get().toString()).isEqualTo(404);
            assertThat(told.get().kept()).isEmpty();
        }
        assertThat(database.asAdministrator()
                        .sql("select state || coalesce(claimed_party, '') from task where id = ?::uuid")
                        .param(task)
                        .query(String.class)
                        .single())
                .isEqualTo("open");
        assertThat(tell(client, new PersonRef(client.id(), "anna"), "late").kept())
                .hasSize(1);
    }

    @Test
    void whatWasTakenOrToldJustBeforeIsFound() throws Exception {
        var client = fixture.client();
        Api.As anna = client.admin();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var shutOut = acting(client, () -> {
                notifications.send(message(client, new PersonRef(OrganisationId.PROVIDER, "priya"), "just-before"));
                var answer = people.submit(() -> anna.delete(client.path("/provider-access")));
                await().until(this::shutOutWaits);
                jdbc.sql("update notification set state = 'queued', next_attempt = now() + interval '1 day'"
                                + " where key = 'just-before' and organisation = ?")
                        .param(client.id().value())
                        .update();
                return answer;
            });
            assertThat(shutOut.get().status()).isEqualTo(200);
        }
        assertThat(states(client, "provider")).containsExactly("failed");
    }

    @Test
    void whoIsAskedAtThatMomentIsWhomTheContractNamesAfterIt() throws Exception {
        var client = fixture.client();
        client.put("raci", Map.of("functions", providerDoesAll()));
        UUID incident = UUID.fromString(opened(client.integration(), 7, "10.0.7.7"));
        await().atMost(Duration.ofSeconds(20)).until(this::playbooksWait);
        try (Connection shuttingOut = shuttingOut(client);
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = people.submit(() -> acting(client, () -> {
                asking.open(new TaskOpened(
                        client.id(),
                        incident,
                        "asked-" + incident,
                        "malware-on-host",
                        "ask",
                        "Asked just now",
                        "monitoring",
                        "",
                        new TaskForm(List.of()),
                        false,
                        Map.of()));
                return true;
            }));
            await().until(() -> waiting() == 1);
            shuttingOut.commit();
            asked.get();
        }
        assertThat(database.asAdministrator()
                        .sql("select party from task where engine_task = ?")
                        .param("asked-" + incident)
                        .query(String.class)
                        .single())
                .isEqualTo("client");
    }

    @Test
    void whoeverChangesATaskAndThenTellsTheProvidersPeopleIsWaitedFor() throws Exception {
        var client = fixture.client();
        Api.As anna = client.admin();
        String task = taskOfProvider(client, 8);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var shutOut = acting(client, () -> {
                asking.cancel(client.id(), task, "No longer needed");
                var answer = people.submit(() -> anna.delete(client.path("/provider-access")));
                await().until(this::shutOutWaits);
                notifications.send(message(client, new PersonRef(OrganisationId.PROVIDER, "priya"), "after-a-task"));
                return answer;
            });
            assertThat(shutOut.get().status()).as(shutOut.get().toString()).isEqualTo(200);
        }
    }

    @Test
    void itIsTriedAgainWhereItAndAnotherWaitForEachOther() throws Exception {
        var client = fixture.client();
        Api.As anna = client.admin();
        String task = taskOfProvider(client, 9);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var shutOut = acting(client, () -> {
                jdbc.sql("update task set comment = 'held' where organisation = ? and engine_task = ?")
                        .params(client.id().value(), task)
                        .update();
                var answer = people.submit(() -> anna.delete(client.path("/provider-access")));
                await().pollInterval(Duration.ofMillis(20)).until(() -> waiting("select * from task%for update%") == 1);
                notifications.send(message(client, new PersonRef(OrganisationId.PROVIDER, "priya"), "after-a-task"));
                return answer;
            });
            assertThat(shutOut.get().status()).as(shutOut.get().toString()).isEqualTo(200);
        }
    }

    /** What the engine calls a task that the provider's people were asked to do. */
    private String taskOfProvider(Fixture.Client client, int flow) {
        client.put("raci", Map.of("functions", providerDoesAll()));
        Api.As anna = client.admin();
        String incident = opened(client.integration(), flow, "10.0.7." + flow);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !tasks(anna, incident).isEmpty());
        await().atMost(Duration.ofSeconds(20)).until(this::playbooksWait);
        return database.asAdministrator()
                .sql("select engine_task from task where incident_id = ?::uuid and party = 'provider' limit 1")
                .param(incident)
                .query(String.class)
                .single();
    }

    /** A client that has shut the provider out, but not yet committed it. */
    private Connection shuttingOut(Fixture.Client client) throws SQLException {
        Connection connection = connection();
        hold(connection, "pg_advisory_xact_lock", client);
        for (String change : List.of(
                "update cordon.provider_access set revoked_at = now(), revoked_by = 'anna' where organisation = ?",
                "update cordon.token set revoked_at = now() where organisation = ?")) {
            try (var revoke = connection.prepareStatement(change)) {
                revoke.setString(1, client.id().value());
                revoke.executeUpdate();
            }
        }
        return connection;
    }

    private Connection connection() throws SQLException {
        Connection connection = DriverManager.getConnection(database.url(), database.username(), database.password());
        connection.setAutoCommit(false);
        return connection;
    }

    private static void hold(Connection connection, String lock, Fixture.Client client) throws SQLException {
        int share = Math.floorMod(client.id().value().hashCode(), 16);
        try (var held = connection.createStatement()) {
            held.execute("select " + lock + "(hashtext('provider access'), " + share + ")");
        }
    }

    private Notifications.Outcome tell(Fixture.Client client, PersonRef recipient, String key) {
        return acting(client, () -> notifications.send(message(client, recipient, key)));
    }

    private <T> T acting(Fixture.Client client, Supplier<T> work) {
        return actingFor.call(
                List.of(client.id(), OrganisationId.PROVIDER),
                () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }

    private static Message message(Fixture.Client client, PersonRef recipient, String key) {
        Person person = new Person(
                recipient, recipient.id(), recipient.id() + "@example.org", null, Set.of(Role.LEAD), List.of());
        return new Message(client.id(), null, "task-waiting", List.of(person), Map.of(), key, List.of());
    }

    private boolean playbooksWait() {
        return database.asAdministrator()
                        .sql("select count(*) from act_ru_job where duedate_ is null or duedate_ <= now()")
                        .query(Integer.class)
                        .single()
                == 0;
    }

    private boolean shutOutWaits() {
        return waiting("%update provider_access%") > 0;
    }

    private static Api.Answer newToken(Api.As by, Fixture.Client client, String role) {
        Api.Answer made = by.post(client.path("/tokens"), Map.of("name", role, "role", role));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made;
    }

    private static String opened(Api.As sensor, int flow, String host) {
        Api.Answer received =
                sensor.post("/api/v1/alerts/suricata-eve", Fixture.checkIn(flow, host, "203.0.113.1" + flow));
        assertThat(received.status()).as(received.toString()).isEqualTo(200);
        return received.at("/results/0/incidentId");
    }

    private static List<JsonNode> tasks(Api.As reader, String incident) {
        return reader.get("/api/v1/incidents/" + incident + "/tasks")
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    private static List<Map<String, String>> providerDoesAll() {
        return Stream.of(
                        "monitoring",
                        "incident-response-first-line",
                        "incident-response-deep-analysis",
                        "containment-approval",
                        "stakeholder-communication",
                        "recovery",
                        "forensic-investigation",
                        "regulator-notification",
                        "post-incident-report",
                        "lessons-learned")
                .map(function -> Map.of("function", function, "client", "I", "provider", "RA"))
                .toList();
    }

    /** As if a mail server were slow: without one, messages are kept and nothing waits. */
    private void queuedForProvider(Fixture.Client client) {
        database.asAdministrator()
                .sql("update notification set state = 'queued', next_attempt = now() + interval '1 day'"
                        + " where organisation = ? and person_organisation = 'provider'")
                .param(client.id().value())
                .update();
    }

    private List<String> states(Fixture.Client client, String recipients) {
        return column("state", client, recipients);
    }

    private List<String> told(Fixture.Client client, String recipients) {
        return column("template", client, recipients);
    }

    private int changes(Fixture.Client client) {
        return database.asAdministrator()
                .sql("select count(*) from audit_entry where organisation = ?")
                .param(client.id().value())
                .query(Integer.class)
                .single();
    }

    private int waiting() {
        return waiting("%provider access%") + waiting("%provider_access%for share%");
    }

    private int waiting(String query) {
        return database.asAdministrator()
                .sql("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock' and query like ?")
                .param(query)
                .query(Integer.class)
                .single();
    }

    private List<String> column(String column, Fixture.Client client, String recipients) {
        return database.asAdministrator()
                .sql("select " + column + " from notification where organisation = ? and person_organisation = ?")
                .params(client.id().value(), recipients)
                .query((row, n) -> row.getString(1))
                .list();
    }
}
