package io.cordon.alert.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
     * @param heard the beginnings of the quarters of an hour in which it was heard, oldest first
     * @param last when it was last heard; before all of those where it was not heard in the week
     */
    static Silence of(List<Instant> heard, @Nullable Instant last, Instant now) {
        if (last == null) {
            return new Silence(null, null);
        }
        Duration pause = usualPause(heard);
        Duration bearable = pause == null ? UNKNOWN_HABITS : longer(pause.multipliedBy(2), SHORTEST);
        return new Silence(pause, last.plus(bearable).isBefore(now) ? last : null);
    }

    private static @Nullable Duration usualPause(List<Instant> heard) {
        if (heard.size() < 2 || heard.getFirst().plus(UNKNOWN_HABITS).isAfter(heard.getLast())) {
            return null;
        }
        Duration longest = Duration.ZERO;
        for (int i = 1; i < heard.size(); i++) {
            longest = longer(longest, Duration.between(heard.get(i - 1), heard.get(i)));
        }
        return longest;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
