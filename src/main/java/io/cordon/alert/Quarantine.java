package io.cordon.alert;

import io.cordon.api.Ids;
import io.cordon.tenancy.OrganisationId;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what could not be read until somebody has looked at it; 30 days after it last came it is cleared away. */
@Repository
public class Quarantine {

    private static final int MOST_COUNTED = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final MeterRegistry meters;

    Quarantine(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Keeps an item, or counts it where the same bytes are there already. Inside a transaction that acts for the
     * organisation.
     *
     * @return the id of the quarantined item
     */
    public UUID keep(OrganisationId organisation, Reading.Rejected item) {
        meters.counter("cordon.alert.quarantined", "source", item.source()).increment();
        return jdbc.sql("""
            insert into quarantine (organisation, id, source, content_type, reason, raw, digest, first_seen, last_seen)
            values (:organisation, :id, :source, :type, :reason, :raw, :digest, :now, :now)
            on conflict (organisation, source, digest) do update
               set count = quarantine.count + 1, last_seen = excluded.last_seen, reason = excluded.reason
            returning id
            """)
                .param("organisation", organisation.value())
                .param("id", Ids.next())
                .param("source", item.source())
                .param("type", item.contentType() == null ? null : CleanText.line(item.contentType(), 200))
                .param("reason", CleanText.line(item.reason(), 1_000))
                .param("raw", item.raw())
                .param("digest", Fingerprint.of(item.raw()).bytes())
                .param("now", Alerts.utc(clock.instant()))
                .query(UUID.class)
                .single();
    }

    List<Quarantined> page(@Nullable String organisation, @Nullable String source, @Nullable String before, int rows) {
        return jdbc.sql("""
            select * from quarantine
             where (:organisation::text is null or organisation = :organisation)
               and (:source::text is null or source = :source)
               and (:before::uuid is null or id < :before::uuid)
             order by id desc
             limit :rows
            """)
                .param("organisation", organisation)
                .param("source", source)
                .param("before", before)
                .param("rows", rows)
                .query((row, number) -> quarantined(row))
                .list();
    }

    /**
     * What of a source could not be read.
     *
     * @param items different ones, each of which may have come often; counted to 1000
     * @param more whether there are more than were counted
     */
    public record Held(int items, boolean more, Instant lastSeen) {}

    /** By source. Inside a transaction that acts for the organisation. Costs the same however much is held. */
    public Map<String, Held> held(OrganisationId organisation) {
        Map<String, Held> held = new TreeMap<>();
        // From one source to the next in the index, and no row of theirs is read but those that are counted.
        jdbc.sql("""
            with recursive sources (source) as (
                (select source from quarantine where organisation = :organisation order by source limit 1)
                union all
                select (select q.source from quarantine q
                         where q.organisation = :organisation and q.source > s.source order by q.source limit 1)
                  from sources s where s.source is not null)
            select s.source, counted.items, latest.last_seen
              from sources s
             cross join lateral (select count(*)::int as items
                                   from (select from quarantine q
                                          where q.organisation = :organisation and q.source = s.source
                                          limit :most) first) counted
             cross join lateral (select max(last_seen) as last_seen from quarantine q
                                  where q.organisation = :organisation and q.source = s.source) latest
             where s.source is not null
            """)
                .param("organisation", organisation.value())
                .param("most", MOST_COUNTED + 1)
                .query((row, number) -> held.put(
                        row.getString("source"),
                        new Held(
                                Math.min(row.getInt("items"), MOST_COUNTED),
                                row.getInt("items") > MOST_COUNTED,
                                row.getObject("last_seen", OffsetDateTime.class).toInstant())))
                .list();
        return held;
    }

    /** An item of an organisation that the current work acts for. */
    @Transactional(readOnly = true)
    public Optional<Quarantined> find(UUID id) {
        return jdbc.sql("select * from quarantine where id = :id")
                .param("id", id)
                .query((row, number) -> quarantined(row))
                .optional();
    }

    /** Forgets an item that was let in; one that came again since it was looked at stays. */
    @Transactional
    public void forget(Quarantined item) {
        jdbc.sql("delete from quarantine where organisation = :organisation and id = :id and count = :count")
                .param("organisation", item.organisation().value())
                .param("id", item.id())
                .param("count", item.count())
                .update();
    }

    private static Quarantined quarantined(ResultSet row) throws SQLException {
        return new Quarantined(
                row.getObject("id", UUID.class),
                new OrganisationId(row.getString("organisation")),
                row.getString("source"),
                row.getString("content_type"),
                row.getString("reason"),
                row.getInt("count"),
                row.getObject("first_seen", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen", OffsetDateTime.class).toInstant(),
                row.getBytes("raw"));
    }
}
