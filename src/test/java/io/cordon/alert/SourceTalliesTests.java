package io.cordon.alert;

import static io.cordon.alert.SampleAlerts.passwordGuessing;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.TestDatabase;
import io.cordon.api.Days;
import io.cordon.api.Ids;
import io.cordon.tenancy.OrganisationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SourceTalliesTests {

    private static final OrganisationId ORG = OrganisationId.PROVIDER;

    private final TestDatabase database = TestDatabase.fresh();

    @AutoClose
    private final TestDatabase.Frame frame = database.frame();

    private Instant now = Instant.parse("2026-05-04T09:20:00Z");
    private final SourceTallies tallies = new SourceTallies(frame.jdbc(), new At(), new SimpleMeterRegistry());
    private final ReadAlert alert = passwordGuessing("1");

    @Test
    void whatIsRolledBackWasNeverHeard() {
        frame.actingFor()
                .run(
                        ORG,
                        () -> frame.transactions().executeWithoutResult(status -> {
                            count();
                            status.setRollbackOnly();
                        }));
        assertThat(lastHeard()).isEmpty();

        heard();

        assertThat(lastHeard()).containsExactly(Map.entry(alert.source(), now));
    }

    @Test
    void whoeverIsRemovedAndComesAgainIsHeardAgain() {
        heard();
        database.asAdministrator().sql("delete from alert_source").update();
        heard();
        assertThat(lastHeard()).containsKey(alert.source());
    }

    @Test
    void isHeardToTheMinute() {
        Instant first = now;
        heard();
        now = first.plusSeconds(59);
        heard();
        assertThat(lastHeard()).containsExactly(Map.entry(alert.source(), first));
        now = first.plusSeconds(61);
        heard();
        assertThat(lastHeard()).containsExactly(Map.entry(alert.source(), now));
    }

    @Test
    void repeatsCountToo() {
        heard();
        heard();
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
        var days = Days.between(midnight, midnight.plus(1, ChronoUnit.DAYS), ZoneOffset.UTC);
        assertThat(call(() -> tallies.on(ORG, days))).singleElement().satisfies(day -> {
            assertThat(day.received()).isEqualTo(2);
            assertThat(day.first()).isEqualTo(Instant.parse("2026-05-04T09:15:00Z"));
        });
    }

    private void heard() {
        call(() -> {
            count();
            return true;
        });
    }

    private void count() {
        tallies.count(ORG, List.of(alert), List.of(new Admitted.New(Ids.next())));
    }

    private Map<String, Instant> lastHeard() {
        return call(() -> tallies.lastHeard(ORG));
    }

    private <T> T call(Supplier<T> work) {
        return frame.actingFor().call(ORG, () -> frame.transactions().execute(status -> work.get()));
    }

    private final class At extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
