package io.cordon.triage;

import io.cordon.BackgroundWork;
import io.cordon.Rounds;
import io.cordon.Rounds.Rest;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps every few seconds how often rules fired, so that it outlives the server, and adds up that of all nodes. */
@Component
class KeepingRuleHits implements BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(KeepingRuleHits.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration A_DAY = Duration.ofDays(1);

    private final RuleHits hits;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ActingFor actingFor;
    private final Clock clock;
    private final Rounds rounds;

    KeepingRuleHits(RuleHits hits, JdbcClient jdbc, TransactionTemplate transaction, ActingFor actingFor, Clock clock) {
        this.hits = hits;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.actingFor = actingFor;
        this.clock = clock;
        this.rounds = new Rounds("rule-hits", EVERY, () -> {
            keep();
            return Rest.UNTIL_WOKEN;
        });
    }

    /** By the id of the rule, for these organisations together. */
    Map<String, Long> lastDay(Collection<OrganisationId> organisations) {
        Map<String, Long> sums = hits.notKept(organisations);
        transaction.executeWithoutResult(status -> jdbc.sql("""
            select rule, sum(hits) from rule_hit
             where organisation = any (:orgs) and hour > :from
             group by rule
            """)
                .param("orgs", organisations.stream().map(OrganisationId::value).toArray(String[]::new))
                .param("from", Timestamp.from(clock.instant().minus(A_DAY)))
                .query(row -> {
                    sums.merge(row.getString(1), row.getLong(2), Long::sum);
                }));
        return sums;
    }

    /**
     * How often each rule fired on each of so many days of UTC, the last of them today, by the id of the rule and for
     * these organisations together; a rule that never fired is not in it.
     */
    Map<String, List<Long>> perDay(Collection<OrganisationId> organisations, LocalDate first, int days) {
        Map<String, long[]> sums = new HashMap<>();
        hits.notKept(organisations).forEach((rule, count) -> of(sums, rule, days)[days - 1] += count);
        transaction.executeWithoutResult(status -> jdbc.sql("""
            select rule, (hour at time zone 'UTC')::date - :first::date as day, sum(hits) from rule_hit
             where organisation = any(:orgs) and hour >= :from and hour < :until
             group by rule, day
            """)
                .param("orgs", organisations.stream().map(OrganisationId::value).toArray(String[]::new))
                .param("first", first)
                .param("from", first.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("until", first.plusDays(days).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    of(sums, row.getString(1), days)[row.getInt(2)] += row.getLong(3);
                }));
        return sums.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Arrays.stream(entry.getValue()).boxed().toList()));
    }

    private static long[] of(Map<String, long[]> sums, String rule, int days) {
        return sums.computeIfAbsent(rule, ignored -> new long[days]);
    }

    void keep() {
        Map<OrganisationId, Map<RuleHits.Key, Long>> taken = hits.take().entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().organisation(),
                        Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        taken.forEach((organisation, counts) -> {
            try {
                actingFor.call(organisation, () -> transaction.execute(status -> add(organisation, counts)));
            } catch (DataIntegrityViolationException e) {
                LOG.info("{} is gone, and with it how often rules fired for it", organisation);
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("Expected to keep how often rules fired for {}; trying again", organisation, e);
                hits.giveBack(counts);
            }
        });
    }

    /** In the order of their keys, so that two nodes do not wait for each other's rows in a circle. */
    private int add(OrganisationId organisation, Map<RuleHits.Key, Long> counts) {
        List<Map.Entry<RuleHits.Key, Long>> rows = List.copyOf(counts.entrySet());
        return jdbc.sql("""
            insert into rule_hit (organisation, rule, hour, hits)
            select :organisation, rule, hour, hits
              from unnest(:rules::text[], :hours::timestamptz[], :hits::bigint[]) as counted (rule, hour, hits)
             order by rule, hour
            on conflict (organisation, rule, hour) do update set hits = rule_hit.hits + excluded.hits
            """)
                .param("organisation", organisation.value())
                .param("rules", rows.stream().map(row -> row.getKey().rule()).toArray(String[]::new))
                .param(
                        "hours",
                        rows.stream().map(row -> row.getKey().hour().toString()).toArray(String[]::new))
                .param("hits", rows.stream().map(Map.Entry::getValue).toArray(Long[]::new))
                .update();
    }

    @Scheduled(fixedDelayString = "PT24H", initialDelayString = "PT1H")
    void clear() {
        jdbc.sql("select clear_rule_hits(:before)")
                .param("before", Timestamp.from(clock.instant().minus(KEPT)))
                .query(Long.class)
                .single();
    }

    /** Behind what judges alerts, so that it keeps also what they counted last. */
    @Override
    public int getPhase() {
        return PREPARES;
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
        keep();
    }

    @Override
    public boolean isRunning() {
        return rounds.isGoing();
    }
}
