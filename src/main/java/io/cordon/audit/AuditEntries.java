package io.cordon.audit;

import io.cordon.api.SearchTime;
import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the trail. */
@Repository
class AuditEntries implements TrailEnds {

    /** Where a chain ends. */
    record Head(long number, byte[] hash) {
        String hex() {
            return HexFormat.of().formatHex(hash);
        }
    }

    private final JdbcClient jdbc;

    AuditEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. Inside a transaction: what few entries match would be looked for in the whole trail. */
    List<AuditEntry> before(OrganisationId organisation, AuditFilter filter, long number, int limit) {
        SearchTime.limit(jdbc);
        return jdbc.sql("""
            select * from audit_entry
             where organisation = :organisation and number < :number
               and (cardinality(:actions::text[]) = 0 or action = any (:actions::text[]))
               and (:actor = '' or position(lower(:actor) in lower(actor)) > 0)
               and (:subject = '' or position(lower(:subject) in lower(subject)) > 0)
               and (:from::timestamptz is null or at >= :from) and (:to::timestamptz is null or at < :to)
             order by number desc limit :limit
            """)
                .param("organisation", organisation.value())
                .param("actions", filter.actions().toArray(String[]::new))
                .param("actor", filter.actor())
                .param("subject", filter.subject())
                .param("from", utc(filter.from()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("to", utc(filter.to()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("number", number)
                .param("limit", limit)
                .query(AuditEntries::entry)
                .list();
    }

    /** Oldest first. */
    List<AuditEntry> after(OrganisationId organisation, long number, int limit) {
        return jdbc.sql("""
            select * from audit_entry
             where organisation = :organisation and number > :number
             order by number limit :limit
            """)
                .param("organisation", organisation.value())
                .param("number", number)
                .param("limit", limit)
                .query(AuditEntries::entry)
                .list();
    }

    @Override
    public Optional<End> of(OrganisationId organisation) {
        return head(organisation).map(head -> new End(head.number(), head.hex()));
    }

    Optional<Head> head(OrganisationId organisation) {
        return jdbc.sql("select number, hash from audit_head where organisation = :organisation")
                .param("organisation", organisation.value())
                .query((row, n) -> new Head(row.getLong("number"), row.getBytes("hash")))
                .optional();
    }

    private static AuditEntry entry(ResultSet row, int n) throws SQLException {
        return new AuditEntry(
                new OrganisationId(row.getString("organisation")),
                row.getLong("number"),
                at(row),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"),
                row.getBytes("previous"),
                row.getBytes("hash"));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }
}
