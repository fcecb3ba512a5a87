package io.cordon.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down. Ten wrong secrets for one name from one address, or a hundred for one name from anywhere,
 * and the next try must wait: few enough against guessing, and a stranger cannot easily lock somebody out.
 */
@Component
class Throttle {

    static final Duration WAIT = Duration.ofMinutes(15);

    private static final int FROM_ONE_ADDRESS = 10;
    private static final int FROM_ANYWHERE = 100;

    private record FromAddress(String name, String address) {}

    private final Cache<Object, AtomicInteger> failures =
            Caffeine.newBuilder().expireAfterWrite(WAIT).maximumSize(100_000).build();

    boolean mustWait(String name, String address) {
        return count(new FromAddress(name, address)) >= FROM_ONE_ADDRESS || count(name) >= FROM_ANYWHERE;
    }

    void failed(String name, String address) {
        failures.get(new FromAddress(name, address), key -> new AtomicInteger()).incrementAndGet();
        failures.get(name, key -> new AtomicInteger()).incrementAndGet();
    }

    void succeeded(String name, String address) {
        failures.invalidate(new FromAddress(name, address));
    }

    private int count(Object key) {
        AtomicInteger known = failures.getIfPresent(key);
        return known == null ? 0 : known.get();
    }
}
