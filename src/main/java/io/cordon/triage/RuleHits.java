package io.cordon.triage;

import io.cordon.tenancy.OrganisationId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How often rules have fired since {@link KeepingRuleHits} last kept it: by organisation, because one client must not
 * learn from a rule's figure what another client suffers. Alerts wait for nothing here.
 */
@Component
class RuleHits {

    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<Key, Long> counts = new ConcurrentHashMap<>();

    /** @param hour its beginning */
    record Key(OrganisationId organisation, String rule, Instant hour) {}

    RuleHits(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        this.meters = meters;
    }

    void count(OrganisationId organisation, Iterable<String> rules) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        for (String rule : rules) {
            counts.merge(new Key(organisation, rule, hour), 1L, Long::sum);
            meters.counter("cordon.triage.rule.hits", "rule", rule).increment();
        }
    }

    /** By the id of the rule, for these organisations together. */
    Map<String, Long> notKept(Collection<OrganisationId> organisations) {
        Map<String, Long> sums = new HashMap<>();
        counts.forEach((key, count) -> {
            if (organisations.contains(key.organisation())) {
                sums.merge(key.rule(), count, Long::sum);
            }
        });
        return sums;
    }

    /** Takes everything that was counted; it is counted nowhere else then. */
    Map<Key, Long> take() {
        Map<Key, Long> taken = new HashMap<>();
        counts.keySet().forEach(key -> {
            Long count = counts.remove(key);
            if (count != null) {
                taken.put(key, count);
            }
        });
        return taken;
    }

    /** Counts again what was taken and could not be kept. */
    void giveBack(Map<Key, Long> taken) {
        taken.forEach((key, count) -> counts.merge(key, count, Long::sum));
    }
}
