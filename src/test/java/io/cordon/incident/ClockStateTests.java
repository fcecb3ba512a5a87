package io.cordon.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockStateTests {

    private static final Instant DUE = Instant.parse("2026-05-04T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-05-04T10:00:00Z,                     , MET",
        "2026-05-04T10:00:01Z,                     , BREACHED",
        "                    ,                     , BREACHED",
        "                    , 2026-05-04T10:00:00Z, STOPPED",
        "                    , 2026-05-04T11:00:00Z, BREACHED",
        "2026-05-04T11:30:00Z, 2026-05-04T09:00:00Z, BREACHED"
    })
    void judgesByWhenItHappenedElseByWhenItWasOver(
            @Nullable Instant metAt, @Nullable Instant overSince, ClockState expected) {
        assertThat(ClockState.of(DUE, metAt, overSince, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-05-04T12:00:00Z, RUNNING", "2026-05-04T11:59:59Z, BREACHED"})
    void runsUntilItIsDue(Instant due, ClockState expected) {
        assertThat(ClockState.of(due, null, null, NOW)).isEqualTo(expected);
    }
}
