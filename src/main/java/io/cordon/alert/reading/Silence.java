package io.cordon.alert.reading;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a source has fallen silent, by its own habits: it has said nothing for twice as long as the longest pause
 * it made in the week, and for an hour at least. Of a source that was heard for less than a day nobody knows its
 * habits: it may be quiet for a day.
 *
 * @param usualPause the longest it was quiet within the week, in steps of the tallies; null where that is not known
 * @param since when it was last heard, where it is silent
 */
record Silence(@Nullable Duration usualPause, @Nullable Instant since) {

    private static final Duration UNKNOWN_HABITS = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofHours(1);

    /**
     * When a source was heard within the week.
     *
     * @param pause the longest time between two quarters of an hour in which it was; null where there was one only
     */
    record Heard(Instant first, Instant last, @Nullable Duration pause) {

        Heard and(Heard later) {
            Duration longest = pause == null ? later.pause : later.pause == null ? pause : longer(pause, later.pause);
            return new Heard(first, later.last, longest);
        }

        private boolean forADay() {
            return !first.plus(UNKNOWN_HABITS).isAfter(last);
        }
    }

    /**
     * @param heard null where it was not heard within the week
     * @param last when it was last heard, null for never
     */
    static Silence of(@Nullable Heard heard, @Nullable Instant last, Instant now) {
        if (last == null) {
            return new Silence(null, null);
        }
        Duration pause = heard != null && heard.forADay() ? heard.pause() : null;
        Duration bearable = pause == null ? UNKNOWN_HABITS : longer(pause.multipliedBy(2), SHORTEST);
        return new Silence(pause, last.plus(bearable).isBefore(now) ? last : null);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
