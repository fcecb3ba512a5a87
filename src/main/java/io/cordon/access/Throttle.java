package io.cordon.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cordon.api.Problem;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
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

    /** Refuses who must wait. */
    void requirePatience(String name, String from) {
        if (mustWait(name, from)) {
            throw Problem.tooMany("Too many wrong tries: wait " + WAIT.toMinutes() + " minutes, then try again.", WAIT);
        }
    }

    boolean mustWait(String name, String from) {
        String address = network(from);
        return count(new FromAddress(name, address)) >= FROM_ONE_ADDRESS
                || count(name) >= FROM_ANYWHERE
                || count(new Address(address)) >= FOR_ANY_NAME;
    }

    void failed(String name, String from) {
        String address = network(from);
        for (Object counted : List.of(new FromAddress(name, address), name, new Address(address))) {
            failures.get(counted, key -> new AtomicInteger()).incrementAndGet();
        }
    }

    /** A wrong try at nobody else's name, such as one in a session: the address may go on trying others. */
    void failedOnlyFor(String name, String from) {
        for (Object counted : List.of(new FromAddress(name, network(from)), name)) {
            failures.get(counted, key -> new AtomicInteger()).incrementAndGet();
        }
    }

    /** NB: the address alone stays counted: else one known password would buy guesses at all other names. */
    void succeeded(String name, String from) {
        failures.invalidate(new FromAddress(name, network(from)));
    }

    /** The /64 of an address of IPv6, which is the least that one subscriber has: each could come from 2^64 others. */
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // NB: with a colon it is an address or nothing; it never asks a name server.
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, 8)
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private int count(Object key) {
        AtomicInteger known = failures.getIfPresent(key);
        return known == null ? 0 : known.get();
    }
}
