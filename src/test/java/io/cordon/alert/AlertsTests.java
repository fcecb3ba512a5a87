package io.cordon.alert;

import static io.cordon.alert.SampleAlerts.alert;
import static io.cordon.alert.SampleAlerts.passwordGuessing;
import static io.cordon.alert.SampleAlerts.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.TestDatabase;
import io.cordon.alert.ReadAlert.State;
import io.cordon.api.Ids;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AlertsTests {

    private static final OrganisationId ORG = OrganisationId.PROVIDER;

    private final TestDatabase database = TestDatabase.fresh();

    @AutoClose
    private final TestDatabase.Frame frame = database.frame();

    private final MovedClock clock = new MovedClock();
    private final JsonMapper json = JsonMapper.builder().build();
    private final Alerts alerts = new Alerts(
            frame.jdbc(),
            new OneDayReader(),
            new AlertRows(frame.jdbc(), json),
            clock,
            new SourceTallies(frame.jdbc(), clock, new SimpleMeterRegistry()),
            event -> {});
    private final EntityHistoryTable history = new EntityHistoryTable(frame.jdbc());

    @Test
    void theSameEventAgainIsADuplicateOfTheFirst() {
        UUID first = newId(admit(passwordGuessing("1")).getFirst());
        assertThat(admit(passwordGuessing("1"))).containsExactly(new Admitted.Duplicate(first, null));
        assertThat(admit(passwordGuessing("2")).getFirst()).isInstanceOf(Admitted.New.class);
    }

    @Test
    void aBatchThatRepeatsItselfIsNewOnce() {
        List<Admitted> answers = admit(passwordGuessing("1"), passwordGuessing("2"), passwordGuessing("1"));
        UUID first = newId(answers.getFirst());
        assertThat(answers.get(1)).isInstanceOf(Admitted.New.class);
        assertThat(answers.get(2)).isEqualTo(new Admitted.Duplicate(first, null));
        assertThat(counts()).containsExactly(1, 2);
    }

    @Test
    void whatWasDoneAndIsOpenAgainIsNew() {
        UUID done = newId(
                admit(passwordGuessing("1", Severity.HIGH, State.RESOLVED)).getFirst());
        UUID open = newId(admit(passwordGuessing("1", Severity.LOW, State.NEW)).getFirst());

        assertThat(open).isNotEqualTo(done);
        assertThat(admit(
                        passwordGuessing("1", Severity.LOW, State.UPDATED),
                        passwordGuessing("1", Severity.HIGH, State.RESOLVED)))
                .containsOnly(new Admitted.Duplicate(open, null));
    }

    @Test
    void whatWasOpenAndDoneAndIsOpenAgainIsNew() {
        UUID first =
                newId(admit(passwordGuessing("1", Severity.HIGH, State.NEW)).getFirst());
        assertThat(admit(passwordGuessing("1", Severity.HIGH, State.RESOLVED)))
                .containsExactly(new Admitted.Duplicate(first, null));

        assertThat(newId(admit(passwordGuessing("1", Severity.HIGH, State.NEW)).getFirst()))
                .isNotEqualTo(first);
    }

    @Test
    void whatIsWorseThanAllBeforeIsNewAndWhatIsBetterIsNot() {
        newId(admit(passwordGuessing("1", Severity.LOW, State.NEW)).getFirst());
        UUID worse = newId(
                admit(passwordGuessing("1", Severity.CRITICAL, State.UPDATED)).getFirst());

        assertThat(admit(passwordGuessing("1", Severity.LOW, State.UPDATED)))
                .containsExactly(new Admitted.Duplicate(worse, null));
        assertThat(admit(passwordGuessing("1", Severity.CRITICAL, State.NEW)))
                .containsExactly(new Admitted.Duplicate(worse, null));
        assertThat(counts()).containsExactly(3);
    }

    @Test
    void ofARunInABatchTheWorstStandsForItsEvent() {
        List<Admitted> answers = admit(
                passwordGuessing("1", Severity.LOW, State.NEW),
                passwordGuessing("1", Severity.HIGH, State.NEW),
                passwordGuessing("1", Severity.HIGH, State.NEW));
        Admitted worst = new Admitted.Duplicate(newId(answers.get(1)), null);

        assertThat(answers).containsExactly(worst, answers.get(1), worst);
        assertThat(counts()).containsExactly(3);
    }

    @Test
    void whatIsDoneAndOpenAgainWithinABatchIsNewAsOneByOne() {
        UUID first =
                newId(admit(passwordGuessing("1", Severity.HIGH, State.NEW)).getFirst());

        List<Admitted> answers = admit(
                passwordGuessing("1", Severity.HIGH, State.RESOLVED),
                passwordGuessing("2", Severity.HIGH, State.NEW),
                passwordGuessing("1", Severity.LOW, State.NEW));

        assertThat(answers.getFirst()).isEqualTo(new Admitted.Duplicate(first, null));
        assertThat(newId(answers.getLast())).isNotEqualTo(first);
    }

    @Test
    void whatWasOpenAndDoneWithinABatchIsNewWhenItIsOpenAgain() {
        List<Admitted> answers = admit(
                passwordGuessing("1", Severity.HIGH, State.NEW), passwordGuessing("1", Severity.HIGH, State.RESOLVED));
        UUID first = newId(answers.getFirst());
        assertThat(answers.getLast()).isEqualTo(new Admitted.Duplicate(first, null));

        assertThat(newId(admit(passwordGuessing("1", Severity.HIGH, State.NEW)).getFirst()))
                .isNotEqualTo(first);
    }

    @Test
    void whatFlickersWithinABatchIsCountedAndStaysCheap() {
        List<ReadAlert> batch = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            batch.add(passwordGuessing("1", Severity.HIGH, i % 2 == 0 ? State.NEW : State.RESOLVED));
        }

        List<Admitted> answers = admit(batch.toArray(ReadAlert[]::new));

        assertThat(answers)
                .hasSize(100)
                .filteredOn(Admitted.New.class::isInstance)
                .hasSize(2);
        assertThat(newId(admit(passwordGuessing("1", Severity.LOW, State.NEW)).getFirst()))
                .isNotNull();
    }

    @Test
    void aDuplicateNamesTheIncidentOfTheFirst() {
        UUID first = admitAndStore(passwordGuessing("1"));
        UUID incident = Ids.next();
        run(() -> alerts.joined(ORG, Map.of(first, incident)));
        assertThat(admit(passwordGuessing("1"))).containsExactly(new Admitted.Duplicate(first, incident));
    }

    @Test
    void aDuplicateThatWaitedForTheFirstNamesItsIncidentToo() {
        UUID incident = Ids.next();
        List<UUID> first = new ArrayList<>();
        List<CompletableFuture<List<Admitted>>> second = new ArrayList<>();
        run(() -> {
            first.add(newId(alerts.admit(ORG, List.of(passwordGuessing("1"))).getFirst()));
            second.add(CompletableFuture.supplyAsync(() -> admit(passwordGuessing("1"))));
            await().until(() -> database.asAdministrator()
                            .sql("select count(*) from pg_stat_activity"
                                    + " where datname = current_database() and wait_event_type = 'Lock'")
                            .query(Long.class)
                            .single()
                    == 1);
            alerts.store(List.of(stored(ORG, first.getFirst(), passwordGuessing("1"))));
            alerts.joined(ORG, Map.of(first.getFirst(), incident));
        });
        assertThat(second.getFirst().join()).containsExactly(new Admitted.Duplicate(first.getFirst(), incident));
    }

    @Test
    void afterTheWindowTheSameIsNewAndTheOldAlertKeepsItsCount() {
        UUID first = admitAndStore(passwordGuessing("1"));
        admit(passwordGuessing("1"), passwordGuessing("1"));
        clock.now = clock.now.plus(Duration.ofHours(24));
        assertThat(newId(admit(passwordGuessing("1")).getFirst())).isNotEqualTo(first);
        assertThat(counts()).containsExactly(1);
        assertThat(database.asAdministrator()
                        .sql("select count from alert")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void deliveriesAtTheSameTimeAreCountedOnceEach() {
        List<CompletableFuture<Void>> deliveries = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            deliveries.add(CompletableFuture.runAsync(() -> {
                for (int round = 0; round < 10; round++) {
                    List<ReadAlert> batch = new ArrayList<>();
                    for (int n = 0; n < 20; n++) {
                        batch.add(passwordGuessing(
                                "" + ThreadLocalRandom.current().nextInt(10)));
                    }
                    admit(batch.toArray(ReadAlert[]::new));
                }
            }));
        }
        CompletableFuture.allOf(deliveries.toArray(CompletableFuture[]::new)).join();
        assertThat(counts().stream().mapToInt(Objects::requireNonNull).sum()).isEqualTo(6 * 10 * 20);
    }

    @Test
    void whatWasStoredStandsInTheMonthOfItsId() {
        UUID id = admitAndStore(passwordGuessing("1"));
        Map<String, @Nullable Object> row = database.asAdministrator()
                .sql("select *, tableoid::regclass::text as part from alert where id = :id")
                .param("id", id)
                .query()
                .singleRow();
        assertThat(String.valueOf(row.get("part"))).matches("alert_\\d{4}_\\d\\d");
        assertThat(row).containsEntry("severity", "high").containsEntry("told_severity", "medium");
        assertThat((byte[]) row.get("raw")).isEqualTo(passwordGuessing("1").raw());
    }

    @Test
    void historyCountsWhatAnEntityDid() {
        admitAndStore(alert("1", "203.0.113.9", "ws-042", "anna"));
        admitAndStore(alert("2", "203.0.113.9", "ws-042", "ben"));
        admitAndStore(alert("3", "203.0.113.9", "WS-043", "ben"));
        EntityRef attacker = new EntityRef(EntityKind.IP, "203.0.113.9");
        EntityRef ben = new EntityRef(EntityKind.USER, "BEN");
        EntityRef nobody = new EntityRef(EntityKind.USER, "nobody");
        Map<EntityRef, History> known =
                call(() -> history.recent(ORG, Set.of(attacker, ben, nobody), Instant.now(Clock.systemUTC())));
        assertThat(known).doesNotContainKey(nobody);
        assertThat(known.get(attacker))
                .isEqualTo(new History(
                        3,
                        3,
                        Set.of("T1110", "T1110.001"),
                        Set.of("brute-force"),
                        Set.of("5712"),
                        Set.of("wazuh"),
                        2,
                        2,
                        0));
        assertThat(Objects.requireNonNull(known.get(ben)).hosts()).isEqualTo(2);
    }

    @Test
    void historyForgetsAfterADay() {
        admitAndStore(passwordGuessing("1"));
        EntityRef attacker = new EntityRef(EntityKind.IP, "203.0.113.9");
        Instant now = Instant.now(Clock.systemUTC());
        History later = call(() -> history.recent(ORG, Set.of(attacker), now.plus(Duration.ofHours(2)))
                .get(attacker));
        assertThat(Objects.requireNonNull(later).alertsLastHour()).isZero();
        assertThat(later.alertsLastDay()).isEqualTo(1);
        assertThat(call(() -> history.recent(ORG, Set.of(attacker), now.plus(Duration.ofHours(25)))))
                .isEmpty();
    }

    @Test
    void nothingIsSeenWithoutActingForTheOrganisation() {
        admitAndStore(passwordGuessing("1"));
        for (String table : List.of("alert", "alert_entity", "alert_identity", "alert_incident", "quarantine")) {
            Integer rows = frame.transactions()
                    .execute(status -> frame.jdbc()
                            .sql("select count(*) from " + table)
                            .query(Integer.class)
                            .single());
            assertThat(rows).as(table).isZero();
        }
        String part = database.asAdministrator()
                .sql("select tableoid::regclass::text from alert")
                .query(String.class)
                .single();
        Integer inPart = frame.transactions()
                .execute(status -> frame.jdbc()
                        .sql("select count(*) from " + part)
                        .query(Integer.class)
                        .single());
        assertThat(inPart).as("the month's table itself").isZero();
    }

    @Test
    void hostileTextIsStoredAsItIs() {
        ReadAlert hostile = alert("'); drop table alert; --", "203.0.113.9", "ws\\\"042{},", "NULL");
        UUID id = admitAndStore(hostile);
        String host = database.asAdministrator()
                .sql("select value from alert_entity where alert_id = :id and kind = 'host'")
                .param("id", id)
                .query(String.class)
                .single();
        assertThat(host).isEqualTo("ws\\\"042{},");
    }

    private List<Admitted> admit(ReadAlert... batch) {
        return call(() -> alerts.admit(ORG, List.of(batch)));
    }

    private UUID admitAndStore(ReadAlert alert) {
        return call(() -> {
            UUID id = newId(alerts.admit(ORG, List.of(alert)).getFirst());
            alerts.store(List.of(stored(ORG, id, alert)));
            return id;
        });
    }

    private static UUID newId(Admitted admitted) {
        assertThat(admitted).isInstanceOf(Admitted.New.class);
        return ((Admitted.New) admitted).id();
    }

    private List<@Nullable Integer> counts() {
        return database.asAdministrator()
                .sql("select count from alert_identity order by count")
                .query(Integer.class)
                .list();
    }

    private void run(Runnable work) {
        frame.actingFor().run(ORG, () -> frame.transactions().executeWithoutResult(status -> work.run()));
    }

    private <T> T call(Supplier<T> work) {
        return Objects.requireNonNull(frame.actingFor()
                .call(ORG, () -> frame.transactions().execute(status -> work.get())));
    }

    private static final class MovedClock extends Clock {
        private volatile Instant now = SampleAlerts.NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static final class OneDayReader implements AlertReader {
        @Override
        public Reading read(String source, @Nullable String contentType, byte[] body, Instant receivedAt) {
            throw new IllegalStateException("Nothing is read here");
        }

        @Override
        public Duration window(String source) {
            return Duration.ofHours(24);
        }
    }
}
