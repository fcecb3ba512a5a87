package io.cordon.alert.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SilenceTests {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void aSourceThatWasNeverHeardIsNotSilent() {
        assertThat(Silence.of(null, null, NOW).since()).isNull();
    }

    @Test
    void aSourceThatSpeaksAllTheTimeIsSilentAfterAnHour() {
        Silence.Heard always = every(Duration.ofMinutes(15), Duration.ofDays(3));
        assertThat(Silence.of(always, ago(50), NOW).since()).isNull();
        assertThat(Silence.of(always, ago(70), NOW).since()).isEqualTo(ago(70));
    }

    @Test
    void aSourceMayBeQuietForTwiceAsLongAsItEverWas() {
        Silence.Heard daily = every(Duration.ofHours(24), Duration.ofDays(6));
        assertThat(Silence.of(daily, ago(47 * 60), NOW).since()).isNull();
        assertThat(Silence.of(daily, ago(49 * 60), NOW).since()).isEqualTo(ago(49 * 60));
        assertThat(Silence.of(daily, ago(60), NOW).usualPause()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void ofASourceThatIsNewNobodyKnowsItsHabits() {
        Silence.Heard minutes = every(Duration.ofMinutes(15), Duration.ofHours(2));
        assertThat(Silence.of(minutes, ago(23 * 60), NOW)).isEqualTo(new Silence(null, null));
        assertThat(Silence.of(minutes, ago(25 * 60), NOW).since()).isEqualTo(ago(25 * 60));
    }

    @Test
    void aSourceThatWasNotHeardForAWeekIsSilent() {
        assertThat(Silence.of(null, ago(8 * 24 * 60), NOW).since()).isEqualTo(ago(8 * 24 * 60));
    }

    private static Instant ago(long minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }

    /** In such steps over such a span, until now. */
    private static Silence.Heard every(Duration step, Duration span) {
        return Stream.iterate(NOW.minus(span), at -> !at.isAfter(NOW), at -> at.plus(step))
                .map(at -> new Silence.Heard(at, at, at.equals(NOW.minus(span)) ? null : step))
                .reduce(Silence.Heard::and)
                .orElseThrow();
    }
}
