package io.cordon.alert;

import io.cordon.api.Days;
import io.cordon.api.Days.Stretch;
import io.cordon.tenancy.OrganisationId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts what each source sends as it comes in. Called inside a transaction that acts for the organisation. */
@Repository
public class SourceTallies {

    private static final Duration QUARTER = Duration.ofMinutes(15);
    /** More than there are writers, so that two seldom share one. */
    private static final int SLOTS = 8;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Counter fresh;
    private final Counter repeats;

    SourceTallies(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.fresh = meters.counter("cordon.alert.admitted", "outcome", "new");
        this.repeats = meters.counter("cordon.alert.admitted", "outcome", "duplicate");
    }

    /**
     * What a source sent on a day.
     *
     * @param received repeats too
     * @param first the beginning of the first quarter of an hour in which it was heard
     * @param last the beginning of the last one
     * @param pause the longest time from one such quarter to the next that ended on the day, since the first day that
     *     was asked for; null for none
     */
    public record Day(
            String source,
            LocalDate day,
            int received,
            Instant first,
            Instant last,
            @Nullable Duration pause) {}

    /**
     * A repeat is a sign of life too: a sensor that says the same again and again has not fallen silent. The last that
     * a transaction does: who counts the same source meanwhile waits until it is committed, and for nothing else.
     */
    void count(OrganisationId organisation, List<ReadAlert> alerts, List<Admitted> answers) {
        int ofThemNew =
                (int) answers.stream().filter(Admitted.New.class::isInstance).count();
        fresh.increment(ofThemNew);
        repeats.increment(alerts.size() - ofThemNew);
        // NB: sorted. Two transactions that count the same sources in a different order would wait for each other.
        SortedMap<String, Integer> bySource = new TreeMap<>();
        alerts.forEach(alert -> bySource.merge(alert.source(), 1, Integer::sum));
        Instant now = clock.instant();
        // NB: when it was last heard is looked at first. The conflict alone would lock the one row of a source, which
        // all its batches would queue for.
        jdbc.sql("""
            with counted as (
                select source, received from unnest(:sources::text[], :received::int[]) as c (source, received)
                 order by source),
            sighted as (
                insert into alert_source as known (organisation, source, last_seen)
                select :organisation, source, :now from counted
                 where not exists (select from alert_source s
                                    where s.organisation = :organisation and s.source = counted.source
                                      and s.last_seen > :now - interval '1 minute')
                on conflict (organisation, source) do update
                   set last_seen = greatest(known.last_seen, excluded.last_seen))
            insert into alert_tally as known (organisation, source, quarter, slot, received)
            select :organisation, source, :quarter, pg_backend_pid() % :slots, received from counted
            on conflict (organisation, source, quarter, slot) do update
               set received = known.received + excluded.received
            """)
                .param("organisation", organisation.value())
                .param("now", Alerts.utc(now))
                .param("quarter", Alerts.utc(quarterOf(now)))
                .param("slots", SLOTS)
                .param("sources", bySource.keySet().toArray(String[]::new))
                .param("received", bySource.values().toArray(Integer[]::new))
                .update();
    }

    /** By source and then by day, of these days; each that is left out was silent. */
    public List<Day> on(OrganisationId organisation, List<Stretch> days) {
        return jdbc.sql("""
            with quarters as (
                select source, quarter, sum(received)::int as received from alert_tally
                 where organisation = :organisation and quarter >= :from and quarter < :to
                 group by source, quarter),
            paused as (
                select *, quarter - lag(quarter) over (partition by source order by quarter) as pause from quarters)
            select source, width_bucket(quarter, (select :starts::timestamptz[])) as day, sum(received)::int as received,
                   min(quarter) as first, max(quarter) as last, extract(epoch from max(pause))::bigint as pause
              from paused
             group by source, day
             order by source, day
            """)
                .param("organisation", organisation.value())
                .param("from", Alerts.utc(days.getFirst().from()))
                .param("to", Alerts.utc(days.getLast().to()))
                .param("starts", Days.starts(days))
                .query((row, number) -> new Day(
                        row.getString("source"),
                        days.get(row.getInt("day") - 1).day(),
                        row.getInt("received"),
                        row.getObject("first", OffsetDateTime.class).toInstant(),
                        row.getObject("last", OffsetDateTime.class).toInstant(),
                        row.getObject("pause") == null ? null : Duration.ofSeconds(row.getLong("pause"))))
                .list();
    }

    /** When each source was last heard, to the minute. */
    public Map<String, Instant> lastHeard(OrganisationId organisation) {
        Map<String, Instant> heard = new TreeMap<>();
        jdbc.sql("select source, last_seen from alert_source where organisation = :organisation")
                .param("organisation", organisation.value())
                .query((row, number) -> heard.put(
                        row.getString("source"),
                        row.getObject("last_seen", OffsetDateTime.class).toInstant()))
                .list();
        return heard;
    }

    private static Instant quarterOf(Instant moment) {
        long into = moment.getEpochSecond() % QUARTER.toSeconds();
        return moment.truncatedTo(ChronoUnit.SECONDS).minusSeconds(into);
    }
}
