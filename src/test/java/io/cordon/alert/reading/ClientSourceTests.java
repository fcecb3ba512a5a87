package io.cordon.alert.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.tenancy.ActingFor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What each source has sent for a client, by the interface. */
@CordonServerTest
class ClientSourceTests {

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private ActingFor actingFor;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    private Fixture.Client client;

    @BeforeEach
    void makeClient() {
        client = fixture.client();
    }

    @Test
    void aSourceCountsWhatItSendsAlsoWhatItRepeats() {
        var product = client.integration();
        send(product, 1);
        send(product, 1);
        send(product, 2);

        JsonNode source = source("suricata-eve");

        assertThat(source.path("days").size()).isEqualTo(7);
        assertThat(source.path("days").path(6).asInt()).isEqualTo(3);
        assertThat(source.path("lastSeen").asString()).isNotEmpty();
        assertThat(source.path("silentSince").isNull()).isTrue();
        assertThat(source.path("path").asString()).isEqualTo("/api/v1/alerts/suricata-eve");
    }

    @Test
    void aSourceThatFellSilentComesFirst() {
        var product = client.integration();
        send(product, 1);
        aged("30 hours");

        JsonNode first = client.responder()
                .get(client.path("/sources"))
                .body()
                .path("items")
                .path(0);

        assertThat(first.path("source").asString()).isEqualTo("suricata-eve");
        assertThat(first.path("silentSince").asString())
                .isEqualTo(first.path("lastSeen").asString())
                .isNotEmpty();
        send(product, 1);
        aged("0 hours");
        assertThat(source("suricata-eve").path("silentSince").isNull()).isTrue();
    }

    @Test
    void aSourceWhoseTokensAreAllRetiredIsNoLongerWaitedFor() {
        send(client.integration(), 1);
        send(client.integration(), 2);
        aged("30 hours");
        retireTokens(1);
        assertThat(source("suricata-eve").path("silentSince").isNull()).isFalse();

        retireTokens(2);

        JsonNode source = source("suricata-eve");
        assertThat(source.path("silentSince").isNull()).isTrue();
        assertThat(source.path("retiredSince").asString()).isNotEmpty();

        send(client.integration(), 3);
        aged("30 hours");
        assertThat(source("suricata-eve").path("retiredSince").isNull())
                .as("there is a token again")
                .isTrue();
    }

    /** The first so many that may send; some may be retired already. */
    private void retireTokens(int most) {
        client.admin()
                .get(client.path("/tokens"))
                .body()
                .path("items")
                .valueStream()
                .filter(token -> token.path("role").asString().equals("integration"))
                .limit(most)
                .forEach(token -> client.admin()
                        .delete(client.path("/tokens/" + token.path("id").asString())));
    }

    @Test
    void whatCouldNotBeReadIsCountedBesideItsSource() {
        var product = client.integration();
        product.post("/api/v1/alerts/suricata-eve", Map.of("event_type", "alert"));
        product.post("/api/v1/alerts/suricata-eve", Map.of("event_type", "alert", "other", 1));

        JsonNode source = source("suricata-eve");

        assertThat(source.path("quarantined").asInt()).isEqualTo(2);
        var items = client.responder()
                .get("/api/v1/quarantine?organisation=" + client.id() + "&source=suricata-eve")
                .body()
                .path("items");
        assertThat(items.size()).isEqualTo(2);
        assertThat(client.responder()
                        .get("/api/v1/quarantine?organisation=" + client.id() + "&source=another")
                        .body()
                        .path("items")
                        .size())
                .isZero();
    }

    /** PostgreSQL would turn the sign round, or not know the zone. */
    @ParameterizedTest
    @ValueSource(strings = {"+05:30", "UTC+2", "Asia/Kathmandu"})
    void daysBeginWhereTheClientIs(String zone) {
        Api.Answer moved = client.admin()
                .put(client.path(""), Map.of("name", "Moved", "kind", "client", "timeZone", zone, "country", "IN"));
        assertThat(moved.status()).as(moved.toString()).isEqualTo(200);
        LocalDate today = LocalDate.now(ZoneId.of(zone));
        Instant midnight = today.atStartOfDay(ZoneId.of(zone)).toInstant();
        counted(midnight.minus(Duration.ofMinutes(15)), 5);
        counted(midnight, 7);

        JsonNode days = source("suricata-eve").path("days");

        assertThat(List.of(days.path(5).asInt(), days.path(6).asInt())).containsExactly(5, 7);
    }

    @Test
    void moreThanIsCountedIsSaid() {
        actingFor.run(
                client.id(),
                () -> transactions.executeWithoutResult(status ->
                        jdbc.sql("""
                            insert into quarantine (organisation, id, source, reason, raw, digest, first_seen, last_seen)
                            select :org, gen_random_uuid(), 'suricata-eve', 'unread', '', sha256(n::text::bytea), now(), now()
                              from generate_series(1, 1001) n
                            """).param("org", client.id().value()).update()));
        client.integration().post("/api/v1/alerts/wazuh", Map.of("no", "alert"));

        try {
            JsonNode source = source("suricata-eve");
            assertThat(source.path("quarantined").asInt()).isEqualTo(1000);
            assertThat(source.path("moreQuarantined").asBoolean()).isTrue();
            assertThat(source("wazuh").path("quarantined").asInt()).isEqualTo(1);
            assertThat(source("wazuh").path("moreQuarantined").asBoolean()).isFalse();
            JsonNode server = api.administrator().get("/api/v1/server").body();
            assertThat(server.path("quarantined").asInt()).isEqualTo(1000);
            assertThat(server.path("moreQuarantined").asBoolean()).isTrue();
        } finally {
            // The server counts all organisations together, and other tests look at that.
            actingFor.run(
                    client.id(),
                    () -> transactions.executeWithoutResult(
                            status -> jdbc.sql("delete from quarantine where organisation = :org")
                                    .param("org", client.id().value())
                                    .update()));
        }
    }

    @Test
    void aMappingOfWhichNothingCameSaysWhereToSend() {
        JsonNode source = source("suricata-eve");
        assertThat(source.path("lastSeen").isNull()).isTrue();
        assertThat(source.path("about").asString()).isNotEmpty();
    }

    @Test
    void anotherOrganisationsSourcesAreNotThere() {
        send(client.integration(), 1);
        Fixture.Client other = fixture.client();
        assertThat(other.admin().get(client.path("/sources")).status()).isEqualTo(404);
        client = other;
        assertThat(source("suricata-eve").path("lastSeen").isNull()).isTrue();
    }

    private JsonNode source(String name) {
        Api.Answer answer = client.responder().get(client.path("/sources?limit=500"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body()
                .path("items")
                .valueStream()
                .filter(source -> source.path("source").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void counted(Instant quarter, int received) {
        actingFor.run(
                client.id(),
                () -> transactions.executeWithoutResult(status -> jdbc.sql("""
                    insert into alert_tally (organisation, source, quarter, slot, received)
                    values (:org, 'suricata-eve', :quarter, 0, :received)
                    """)
                        .param("org", client.id().value())
                        .param("quarter", quarter.atOffset(ZoneOffset.UTC))
                        .param("received", received)
                        .update()));
    }

    /** As if all that came had come so long before. */
    private void aged(String by) {
        actingFor.run(
                client.id(),
                () -> transactions.executeWithoutResult(status -> {
                    jdbc.sql("update alert_source set last_seen = now() - :by::interval where organisation = :org")
                            .param("by", by)
                            .param("org", client.id().value())
                            .update();
                    jdbc.sql("update alert_tally set quarter = quarter - :by::interval where organisation = :org")
                            .param("by", by)
                            .param("org", client.id().value())
                            .update();
                }));
    }

    private static void send(Api.As product, int number) {
        Api.Answer answer = product.post(
                "/api/v1/alerts/auto",
                Map.of(
                        "timestamp", "2026-05-04T09:15:31.123456+0000",
                        "flow_id", 7000 + number,
                        "event_type", "alert",
                        "src_ip", "10.0.9." + number,
                        "dest_ip", "203.0.113.9",
                        "proto", "TCP",
                        "alert",
                                Map.of(
                                        "action",
                                        "allowed",
                                        "signature_id",
                                        2028000 + number,
                                        "severity",
                                        3,
                                        "signature",
                                        "ET INFO Example",
                                        "category",
                                        "Misc activity")));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }
}
