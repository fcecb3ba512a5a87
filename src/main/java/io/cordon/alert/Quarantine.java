package io.cordon.alert;

import io.cordon.api.Ids;
import io.cordon.tenancy.OrganisationId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What could not be read, byte for byte, until somebody looks. */
@Repository
public class Quarantine {

    private final JdbcClient jdbc;
    private final Clock clock;

    Quarantine(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps an item in the current transaction; the same bytes again are counted and not kept twice. */
    public void keep(OrganisationId organisation, Reading.Rejected rejected) {
        jdbc.sql("""
            insert into quarantine as kept (organisation, id, source, reason, raw, digest, first_seen, last_seen)
            values (:organisation, :id, :source, :reason, :raw, :digest, :now, :now)
            on conflict (organisation, source, digest) do update
               set count = kept.count + 1, reason = excluded.reason, last_seen = excluded.last_seen\
            """)
                .param("organisation", organisation.value())
                .param("id", Ids.next())
                .param("source", rejected.source())
                .param("reason", CleanText.line(rejected.reason(), 1_000))
                .param("raw", rejected.raw())
                .param("digest", sha256(rejected.raw()))
                .param("now", Alerts.utc(clock.instant()))
                .update();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
