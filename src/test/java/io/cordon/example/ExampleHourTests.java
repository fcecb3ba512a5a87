package io.cordon.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import io.cordon.intake.ReceivingAlerts;
import io.cordon.tenancy.OrganisationId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

@CordonServerTest
class ExampleHourTests {

    private static final String EXAMPLE = "/api/v1/example";
    private static final List<String> IDS = List.of("example-harbour", "example-northwind");

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private TestDatabase testDatabase;

    @Autowired
    private PlayingExample playing;

    @Autowired
    private ExampleHour hour;

    @Autowired
    private ReceivingAlerts alerts;

    @AfterEach
    void nothingIsLeftForOtherTests() {
        if (!playing.isRunning()) {
            playing.start();
        }
        api.administrator().delete(EXAMPLE);
    }

    @Test
    void tellsItsStoriesByTheWayOfRealAlerts() {
        load();
        awaitLoaded();

        assertThat(count("select count(*) from quarantine where organisation like 'example-%'"))
                .as("alerts of the hour that could not be read")
                .isZero();
        assertThat(items("/api/v1/incidents?organisation=example-harbour,example-northwind&limit=100")
                        .map(incident -> incident.at("/category").asString()))
                .contains("ransomware", "phishing", "account-compromise", "command-and-control");
        assertThat(items("/api/v1/alerts?organisation=example-harbour,example-northwind&limit=200")
                        .map(alert -> alert.at("/disposition").asString()))
                .contains("incident", "triage", "log", "suppressed");
        assertThat(items("/api/v1/alerts?organisation=example-harbour&limit=200")
                        .map(alert -> alert.at("/count").asInt()))
                .as("what came twice is counted")
                .contains(2);
        assertThat(items("/api/v1/alerts?organisation=example-harbour&limit=200")
                        .map(alert -> alert.at("/source").asString()))
                .contains("suricata-eve", "wazuh", "ocsf", "azure-log", "generic");
        assertThat(count("select coalesce(sum(open), 0) - (select count(*) from incident"
                        + " where status in ('open', 'contained') and organisation not like 'example-%')"
                        + " from incident_figures()"))
                .as("open incidents of the example that somebody is woken for")
                .isZero();
        String ransomware = items("/api/v1/incidents?organisation=example-harbour&limit=100")
                .filter(incident -> incident.at("/category").asString().equals("ransomware"))
                .findFirst()
                .orElseThrow()
                .at("/id")
                .asString();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(items("/api/v1/incidents/" + ransomware + "/actions")
                                .map(action -> action.at("/forPeople").asBoolean()
                                        ? "by people"
                                        : action.at("/state").asString()
                                                + (action.path("expiresAt")
                                                                .asString("")
                                                                .isEmpty()
                                                        ? ""
                                                        : " until it expires")))
                        .as("something to approve and to undo, and nothing that is refused without more")
                        .contains("awaiting_approval until it expires", "verified until it expires", "by people")
                        .noneMatch(state -> state.startsWith("refused")));
        for (String path : List.of("/alerts", "/alerts/facets", "/incidents", "/incidents/facets", "/figures")) {
            assertThat(api.administrator().get("/api/v1" + path).text()).contains("example-");
            assertThat(api.administrator()
                            .get("/api/v1" + path + "?examples=false")
                            .text())
                    .as(path + " without the examples")
                    .doesNotContain("example-harbour")
                    .doesNotContain("example-northwind");
        }
        for (String id : IDS) {
            assertThat(items("/api/v1/organisations/" + id + "/gaps"))
                    .as("gaps to see")
                    .isNotEmpty();
            assertThat(api.administrator().get("/api/v1/organisations/" + id).at("/example"))
                    .isEqualTo("true");
        }
    }

    @Test
    void isRemovedWithEveryRowAndTouchesNobodyElse() {
        Fixture.Client other = fixture.client();
        other.allow("automatic", "block_ip");
        api.administrator().post("/api/v1/alerts/suricata-eve?organisation=" + other.id(), Fixture.checkIn(42));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        count("select count(*) from block_list_entry where organisation = '" + other.id() + "'") == 1);
        load();
        awaitLoaded();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from block_list_entry where organisation = 'example-harbour'") > 0);
        assertThat(api.administrator()
                        .post(
                                "/api/v1/organisations/example-harbour/tokens",
                                Map.of("name", "x", "role", "integration"))
                        .status())
                .isEqualTo(201);
        assertThat(rows(IDS).keySet())
                .contains(
                        "alert", "incident", "task", "notification", "token", "audit_entry", "engine.act_ru_execution");
        Map<String, Long> before = stable(rows(List.of(other.id().value())));

        Api.Answer removed = api.administrator().delete(EXAMPLE);

        assertThat(removed.status()).as(removed.toString()).isEqualTo(200);
        assertThat(removed.body().at("/rows").asLong()).isGreaterThan(500);
        assertThat(removed.body().at("/trails")).hasSize(2);
        assertThat(rows(IDS)).isEmpty();
        assertThat(stable(rows(List.of(other.id().value())))).isEqualTo(before);
        assertThat(api.administrator()
                        .get("/api/v1/organisations/example-harbour")
                        .status())
                .isEqualTo(404);
        assertThat(api.administrator().get(EXAMPLE).at("/state")).isEqualTo("absent");
        assertThat(api.administrator()
                        .get("/api/v1/organisations/provider/audit/verification")
                        .at("/intact"))
                .isEqualTo("true");
        assertThat(api.administrator()
                        .get("/api/v1/organisations/provider/audit?limit=50")
                        .text())
                .contains("example-loaded", "example-removed", removed.at("/trails/0/hash"));
        assertThat(api.administrator().delete(EXAMPLE).status()).isEqualTo(409);
    }

    @Test
    void isRemovedInTheMiddleOfPlaying() {
        load();
        await().atMost(Duration.ofSeconds(30)).until(() -> played() > 3);

        assertThat(api.administrator().delete(EXAMPLE).status()).isEqualTo(200);

        assertThat(rows(IDS)).isEmpty();
        load();
        await().atMost(Duration.ofSeconds(30)).until(() -> played() > 3);
    }

    @Test
    void aRestartInTheMiddleLosesNothing() {
        load();
        await().atMost(Duration.ofSeconds(30)).until(() -> played() > 3);

        playing.stop();
        int stopped = played();
        assertThat(stopped).isLessThan(hour.lines().size());
        // As after a kill between the commit of an alert and that of the progress.
        testDatabase
                .asAdministrator()
                .sql("update example_run set played = played - 2")
                .update();
        playing.start();
        awaitLoaded();

        int twice = hour.lines().size()
                - (int) hour.lines().stream()
                        .map(ExampleHour.Line::alert)
                        .distinct()
                        .count();
        assertThat(count("select sum(coalesce(i.count, a.count)) from alert a left join alert_identity i"
                        + " on i.organisation = a.organisation and i.alert_id = a.id"
                        + " where a.organisation like 'example-%'"))
                .as("every alert once, and " + twice + " of them a second time")
                .isEqualTo(hour.lines().size());
    }

    @Test
    void aRemovalThatAStopInterruptedIsEndedAtTheNextStart() {
        load();
        await().atMost(Duration.ofSeconds(30)).until(() -> played() > 3);
        playing.stop();
        testDatabase
                .asAdministrator()
                .sql("update example_run set state = 'removing', removed_by = 'provider/priya'")
                .update();

        playing.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> rows(IDS).isEmpty());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(api.administrator()
                                .get("/api/v1/organisations/provider/audit?action=example-removed&limit=1")
                                .at("/items/0/actor"))
                        .as("who asked for it")
                        .isEqualTo("provider/priya"));
    }

    /** Else real clients' alerts would wait with it, in one commit, for rows that the removal holds. */
    @Test
    void nothingIsLetInForAnExampleThatIsBeingRemoved() {
        load();
        await().atMost(Duration.ofSeconds(30)).until(() -> played() > 3);
        playing.stop();
        Api.As product = api.as(fixture.token("example-harbour", "integration", ""));
        assertThat(product.post("/api/v1/alerts/suricata-eve", Fixture.checkIn(42))
                        .status())
                .isEqualTo(200);
        testDatabase
                .asAdministrator()
                .sql("update example_run set state = 'removing', removed_by = 'provider/priya'")
                .update();

        Api.Answer late = product.post("/api/v1/alerts/suricata-eve", Fixture.checkIn(42));

        assertThat(late.status()).as(late.toString()).isEqualTo(409);
        assertThat(late.at("/detail")).contains("being removed");
        Fixture.Client real = fixture.client();
        assertThat(real.integration()
                        .post("/api/v1/alerts/suricata-eve", Fixture.checkIn(42))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatThereIsMuchOfIsRemovedWithoutHoldingTheClients() {
        load();
        awaitLoaded();
        JdbcClient database = testDatabase.asAdministrator();
        try (TestDatabase.Frame frame = testDatabase.frame()) {
            // As an alert that is being let in holds its client.
            frame.actingFor().call(new OrganisationId("example-harbour"), () -> {
                frame.transactions().executeWithoutResult(status -> {
                    frame.jdbc()
                            .sql("select from organisation where organisation = 'example-harbour' for key share")
                            .query((row, n) -> true)
                            .list();
                    Thread.ofVirtual().start(() -> api.administrator().delete(EXAMPLE));
                    await().atMost(Duration.ofSeconds(30))
                            .until(() -> database.sql("select count(*) from alert where organisation like 'example-%'")
                                            .query(Long.class)
                                            .single()
                                    == 0);
                    assertThat(count("select count(*) from organisation where example"))
                            .isEqualTo(2);
                });
                return true;
            });
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> rows(IDS).isEmpty());
    }

    @Test
    void aLineThatNoMappingReadsIsLeftOut() {
        assertThat(alerts.receive(
                        fixture.client().id(), "a-source-that-is-gone", "{}".getBytes(StandardCharsets.UTF_8), "k"))
                .isPresent();
    }

    @Test
    void isLoadedOnce() {
        load();

        Api.Answer again = api.administrator().post(EXAMPLE);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/detail")).contains("remove it first");
    }

    @Test
    void isForTheProvidersAdministrators() {
        Fixture.Client client = fixture.client();

        assertThat(client.admin().post(EXAMPLE).status()).isEqualTo(403);
        assertThat(client.admin().delete(EXAMPLE).status()).isEqualTo(403);
        assertThat(client.admin().get(EXAMPLE).status()).isEqualTo(403);
        assertThat(api.as(fixture.providerToken("lead", "lea")).post(EXAMPLE).status())
                .isEqualTo(403);
        assertThat(api.as(fixture.providerToken("lead", "lea")).get(EXAMPLE).at("/state"))
                .isEqualTo("absent");
    }

    @Test
    void nothingOfItLeavesTheHouse() {
        load();
        awaitLoaded();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from notification where organisation like 'example-%'") > 0);

        assertThat(count("select count(*) from notification where organisation like 'example-%'"
                        + " and (state <> 'kept' or last_error is null)"))
                .as("letters that a mail server could get")
                .isZero();
        Api.Answer connector = api.administrator()
                .put(
                        "/api/v1/organisations/example-harbour/connectors/edge",
                        Map.of("type", "opnsense", "settings", Map.of("url", "https://fw.example", "alias", "a")));
        assertThat(connector.status()).as(connector.toString()).isEqualTo(422);
        assertThat(connector.at("/detail")).contains("is an example");
    }

    @Test
    void theServerCannotMakeAnExampleOfARealClient() {
        Fixture.Client real = fixture.client();

        assertThat(refusal("update organisation set example = true where organisation = '" + real.id() + "'"))
                .contains("permission denied");
        assertThat(refusal("insert into organisation (organisation, name, kind, time_zone, example)"
                        + " values ('mine', 'Mine', 'client', 'UTC', true)"))
                .contains("permission denied");
        assertThat(refusal("select add_example('" + real.id() + "', 'Mine', 'UTC', 'DE')"))
                .contains("organisation_check");
    }

    private String refusal(String statement) {
        try (TestDatabase.Frame frame = testDatabase.frame()) {
            return frame.actingFor().call(List.of(), () -> {
                try {
                    frame.transactions().executeWithoutResult(status -> {
                        frame.jdbc()
                                .sql("select set_config('cordon.organisations',"
                                        + " (select string_agg(o, ',') from every_organisation() o) || ',mine',"
                                        + " true)")
                                .query(String.class)
                                .single();
                        frame.jdbc().sql(statement).query().listOfRows();
                    });
                    return "";
                } catch (RuntimeException e) {
                    return String.valueOf(
                            NestedExceptionUtils.getMostSpecificCause(e).getMessage());
                }
            });
        }
    }

    private void load() {
        Api.Answer answer = api.administrator().post(EXAMPLE);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        assertThat(answer.body().at("/total").asInt()).isEqualTo(hour.lines().size());
    }

    private void awaitLoaded() {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> api.administrator().get(EXAMPLE).at("/state").equals("loaded"));
    }

    private int played() {
        return api.administrator().get(EXAMPLE).body().at("/played").asInt();
    }

    private Stream<tools.jackson.databind.JsonNode> items(String path) {
        Api.Answer answer = api.administrator().get(path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().path("items").valueStream();
    }

    private long count(String query) {
        return testDatabase.asAdministrator().sql(query).query(Long.class).single();
    }

    /** How many rows each table has of these organisations, the engine's too; without those that have none. */
    private Map<String, Long> rows(List<String> organisations) {
        JdbcClient database = testDatabase.asAdministrator();
        Map<String, Long> rows = new TreeMap<>();
        database.sql("""
            select n.nspname, t.relname, a.attname from pg_class t
              join pg_namespace n on n.oid = t.relnamespace
              join pg_attribute a on a.attrelid = t.oid and a.attnum > 0
             where t.relkind in ('r', 'p') and not t.relispartition
               and (n.nspname = 'cordon' and a.attname = 'organisation'
                    or n.nspname = 'engine' and a.attname = 'tenant_id_')
            """)
                .query((row, n) -> {
                    String table = row.getString("nspname") + "." + row.getString("relname");
                    long found = database.sql("select count(*) from " + table + " where " + row.getString("attname")
                                    + " = any (?)")
                            .param(organisations.toArray(String[]::new))
                            .query(Long.class)
                            .single();
                    if (found > 0) {
                        rows.put(table.replace("cordon.", ""), found);
                    }
                    return true;
                })
                .list();
        return rows;
    }

    /** Without what a client's own playbook goes on to write by itself. */
    private static Map<String, Long> stable(Map<String, Long> rows) {
        rows.keySet()
                .retainAll(List.of(
                        "organisation",
                        "organisation_document",
                        "alert",
                        "alert_entity",
                        "alert_identity",
                        "incident",
                        "block_list_entry",
                        "token",
                        "provider_access"));
        return rows;
    }
}
