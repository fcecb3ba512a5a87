package io.cordon.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.TestDatabase;
import io.cordon.tenancy.OrganisationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeepingRuleHitsTests {

    private static final OrganisationId ACME = new OrganisationId("acme");
    private static final OrganisationId GONE = new OrganisationId("gone");

    private final TestDatabase database = TestDatabase.fresh();
    private final Clock clock = Clock.systemUTC();
    private final RuleHits hits = new RuleHits(clock, new SimpleMeterRegistry());

    KeepingRuleHitsTests() {
        database.asAdministrator()
                .sql("insert into organisation (organisation, name, kind, time_zone) values ('acme', 'Acme',"
                        + " 'client', 'UTC')")
                .update();
    }

    @Test
    void nothingIsLostWhileTheDatabaseIsAway() {
        hits.count(ACME, List.of("a-rule", "another-rule"));
        hits.count(ACME, List.of("a-rule"));
        try (TestDatabase.Frame away = database.frame()) {
            away.dataSource().close();
            keeping(away).keep();
            assertThat(hits.notKept(List.of(ACME))).isEqualTo(Map.of("a-rule", 2L, "another-rule", 1L));
            keeping(away).stop();
        }

        try (TestDatabase.Frame back = database.frame()) {
            keeping(back).keep();
            assertThat(hits.notKept(List.of(ACME))).isEmpty();
            assertThat(lastDay(back)).isEqualTo(Map.of("a-rule", 2L, "another-rule", 1L));
            hits.count(ACME, List.of("a-rule"));
            keeping(back).keep();
            assertThat(lastDay(back)).containsEntry("a-rule", 3L);
        }
    }

    @Test
    void whatIsOfAClientThatIsGoneIsForgottenAlone() {
        hits.count(GONE, List.of("a-rule"));
        hits.count(ACME, List.of("a-rule"));
        try (TestDatabase.Frame frame = database.frame()) {
            keeping(frame).keep();
            assertThat(hits.notKept(List.of(ACME, GONE))).isEmpty();
            assertThat(lastDay(frame)).isEqualTo(Map.of("a-rule", 1L));
        }
    }

    private Map<String, Long> lastDay(TestDatabase.Frame frame) {
        return frame.actingFor().call(ACME, () -> keeping(frame).lastDay(List.of(ACME)));
    }

    private KeepingRuleHits keeping(TestDatabase.Frame frame) {
        return new KeepingRuleHits(hits, frame.jdbc(), frame.transactions(), frame.actingFor(), clock);
    }
}
