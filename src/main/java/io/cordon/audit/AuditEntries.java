package io.cordon.audit;

import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the trail. */
@Repository
class AuditEntries {

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

    /** Newest first. */
    List<AuditEntry> before(OrganisationId organisation, long number, int limit) {
        return jdbc.sql("""
            select * from audit_entry
             where organisation = :organisation and number < :number
             order by number desc limit :limit
            """)
                .param("organisation", organisation.value())
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

    private static Instant at(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }
}
