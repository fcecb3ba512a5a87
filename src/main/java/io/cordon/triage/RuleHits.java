package io.cordon.triage;

import io.cordon.tenancy.OrganisationId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * How often rules fired within the last 24 hours on this node, counted by organisation, because one client must not
 * learn from a rule's figure what another client suffers.
 */
@Component
class RuleHits {

    private static final int HOURS = 24;

    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<Key, Hours> counts = new ConcurrentHashMap<>();

    private record Key(OrganisationId organisation, String rule) {}

    RuleHits(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        this.meters = meters;
    }

    void count(OrganisationId organisation, Iterable<String> rules) {
        long hour = hour();
        for (String rule : rules) {
            counts.computeIfAbsent(new Key(organisation, rule), key -> new Hours())
                    .add(hour);
            meters.counter("cordon.triage.rule.hits", "rule", rule).increment();
        }
    }

    long lastDay(String rule, Collection<OrganisationId> organisations) {
        long hour = hour();
        long sum = 0;
        for (OrganisationId organisation : organisations) {
            Hours hours = counts.get(new Key(organisation, rule));
            sum += hours == null ? 0 : hours.sum(hour);
        }
        return sum;
    }

    private long hour() {
        return clock.millis() / 3_600_000;
    }

    /** A ring of hours. An increment that meets the turn of the hour may be lost: these are figures for a page. */
    private static final class Hours {

        private final AtomicIntegerArray ring = new AtomicIntegerArray(HOURS);
        private final AtomicLong newest = new AtomicLong();

        void add(long hour) {
            advance(hour);
            ring.incrementAndGet((int) (hour % HOURS));
        }

        long sum(long hour) {
            advance(hour);
            long sum = 0;
            for (int i = 0; i < HOURS; i++) {
                sum += ring.get(i);
            }
            return sum;
        }

        private void advance(long hour) {
            long before = newest.get();
            if (before < hour && newest.compareAndSet(before, hour)) {
                for (long stale = Math.max(before + 1, hour - HOURS + 1); stale <= hour; stale++) {
                    ring.set((int) (stale % HOURS), 0);
                }
            }
        }
    }
}
