package io.cordon.response.ledger;

import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How long to wait before trying again. */
final class Backoff {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Backoff() {}

    /** 1, 4, 16, then 60 seconds; longer where the product asks for it, but not beyond an hour. */
    static Duration after(int attempts, @Nullable Duration asked) {
        Duration own = Duration.ofSeconds(1L << Math.min(16, 2 * Math.max(0, attempts - 1)));
        Duration capped = own.compareTo(LONGEST) < 0 ? own : LONGEST;
        if (asked == null || asked.compareTo(capped) <= 0) {
            return capped;
        }
        return asked.compareTo(Duration.ofHours(1)) < 0 ? asked : Duration.ofHours(1);
    }

    /**
     * How long it is tried at all after an attempt has failed, beside the time that the attempts take.
     *
     * @param attempts how many there have been
     * @param most how many there are at most
     * @param next how long until the next one
     */
    static Duration left(int attempts, int most, Duration next) {
        return IntStream.range(attempts + 1, most)
                .mapToObj(attempt -> after(attempt, null))
                .reduce(next, Duration::plus);
    }

    /** How long to wait before looking at a target again: half of what it has taken so far, 0.2 to 30 seconds. */
    static Duration look(Duration soFar) {
        long millis = Math.clamp(soFar.toMillis() / 2, 200, 30_000);
        return Duration.ofMillis(millis);
    }
}
