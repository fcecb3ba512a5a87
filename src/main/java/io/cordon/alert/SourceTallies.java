package io.cordon.alert;

import io.cordon.tenancy.OrganisationId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts what each source sends as it comes in. Called inside a transaction that acts for the organisation. */
@Repository
public class SourceTallies {

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration BETWEEN_SIGHTINGS = Duration.ofMinutes(1);
    /** As many as there are writers by default. */
    private static final int SLOTS = 2;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Counter fresh;
    private final Counter repeats;
    private final Map<String, Instant> sighted = new ConcurrentHashMap<>();

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

    /** A repeat is a sign of life too: a sensor that says the same again and again has not fallen silent. */
    void count(OrganisationId organisation, List<ReadAlert> alerts, List<Admitted> answers) {
        // NB: sorted. Two transactions that count the same sources in a different order would wait for each other.
        SortedMap<String, int[]> bySource = new TreeMap<>();
        for (int i = 0; i < alerts.size(); i++) {
            int[] counts = bySource.computeIfAbsent(alerts.get(i).source(), source -> new int[2]);
            counts[0]++;
            counts[1] += answers.get(i) instanceof Admitted.New ? 1 : 0;
        }
        int all = alerts.size();
        int ofThemNew = bySource.values().stream().mapToInt(counts -> counts[1]).sum();
        fresh.increment(ofThemNew);
        repeats.increment(all - ofThemNew);
        Instant now = clock.instant();
        bySource.keySet().forEach(source -> sighted(organisation, source, now));
        jdbc.sql("""
            insert into alert_tally as known (organisation, source, quarter, slot, received, fresh)
            select :organisation, source, :quarter, pg_backend_pid() % :slots, received, fresh
              from unnest(:sources::text[], :received::int[], :fresh::int[]) as counted (source, received, fresh)
            on conflict (organisation, source, quarter, slot) do update
               set received = known.received + excluded.received, fresh = known.fresh + excluded.fresh
            """)
                .param("organisation", organisation.value())
                .param("quarter", Alerts.utc(quarterOf(now)))
                .param("slots", SLOTS)
                .param("sources", bySource.keySet().toArray(String[]::new))
                .param("received", column(bySource, 0))
                .param("fresh", column(bySource, 1))
                .update();
    }

    /** From the beginning of a day in a zone, by source and then by day. */
    public List<Day> since(OrganisationId organisation, LocalDate since, ZoneId zone) {
        return jdbc.sql("""
            with quarters as (
                select source, quarter, sum(received)::int as received from alert_tally
                 where organisation = :organisation and quarter >= :since
                 group by source, quarter),
            paused as (
                select *, quarter - lag(quarter) over (partition by source order by quarter) as pause from quarters)
            select source, (quarter at time zone :zone)::date as day, sum(received)::int as received,
                   min(quarter) as first, max(quarter) as last, extract(epoch from max(pause))::bigint as pause
              from paused
             group by source, day
             order by source, day
            """)
                .param("organisation", organisation.value())
                .param("since", Alerts.utc(since.atStartOfDay(zone).toInstant()))
                .param("zone", zone.getId())
                .query((row, number) -> new Day(
                        row.getString("source"),
                        row.getObject("day", LocalDate.class),
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

    /** Once a minute and not with every batch: the row would be the one place where all batches queue. */
    private void sighted(OrganisationId organisation, String source, Instant now) {
        String key = organisation + "/" + source;
        Instant last = sighted.get(key);
        if (last != null && !last.plus(BETWEEN_SIGHTINGS).isBefore(now)) {
            return;
        }
        sighted.put(key, now);
        jdbc.sql("""
            insert into alert_source (organisation, source, last_seen)
            values (:organisation, :source, :now)
            on conflict (organisation, source) do update set last_seen = excluded.last_seen
            """)
                .param("organisation", organisation.value())
                .param("source", source)
                .param("now", Alerts.utc(now))
                .update();
    }

    private static Integer[] column(SortedMap<String, int[]> bySource, int which) {
        List<Integer> column = new ArrayList<>();
        bySource.values().forEach(counts -> column.add(counts[which]));
        return column.toArray(Integer[]::new);
    }

    private static Instant quarterOf(Instant moment) {
        long into = moment.getEpochSecond() % QUARTER.toSeconds();
        return moment.truncatedTo(ChronoUnit.SECONDS).minusSeconds(into);
    }
}
