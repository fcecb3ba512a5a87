package io.cordon.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down. Ten wrong secrets for one name from one address, a hundred for one name from anywhere, or sixty
 * for whatever names from one address, and the next try must wait: few enough against guessing and against keeping
 * everybody else from their turn, and a stranger cannot easily lock somebody out, nor one colleague an office.
 */
@Component
class Throttle {

    static final Duration WAIT = Duration.ofMinutes(15);

    private static final int FROM_ONE_ADDRESS = 10;
    private static final int FROM_ANYWHERE = 100;
    private static final int FOR_ANY_NAME = 60;

    private record FromAddress(String name, String address) {}

    private record Address(String address) {}

    private final Cache<Object, AtomicInteger> failures =
            Caffeine.newBuilder().expireAfterWrite(WAIT).maximumSize(100_000).build();

    boolean mustWait(String name, String address) {
        return count(new FromAddress(name, address)) >= FROM_ONE_ADDRESS
                || count(name) >= FROM_ANYWHERE
                || count(new Address(address)) >= FOR_ANY_NAME;
    }

    void failed(String name, String address) {
        for (Object counted : List.of(new FromAddress(name, address), name, new Address(address))) {
            failures.get(counted, key -> new AtomicInteger()).incrementAndGet();
        }
    }

    /** NB: the address alone stays counted: else one known password would buy guesses at all other names. */
    void succeeded(String name, String address) {
        failures.invalidate(new FromAddress(name, address));
    }

    private int count(Object key) {
        AtomicInteger known = failures.getIfPresent(key);
        return known == null ? 0 : known.get();
    }
}
