package io.cordon.alert;

import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Which tokens send what of a source: where all of them are retired, nobody waits for it. */
@Repository
public class SourceSenders {

    /** Beyond that it is forgotten which ones are noted, and they are noted again. */
    private static final int MOST_REMEMBERED = 10_000;

    private final JdbcClient jdbc;
    private final ActingFor actingFor;
    private final TransactionTemplate transaction;
    private final Set<Sender> noted = ConcurrentHashMap.newKeySet();

    private record Sender(OrganisationId organisation, String source, UUID token) {}

    SourceSenders(JdbcClient jdbc, ActingFor actingFor, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.actingFor = actingFor;
        this.transaction = transaction;
    }

    /** Writes the first time only; a person without a token is no sender. */
    public void note(OrganisationId organisation, Set<String> sources, Caller caller) {
        UUID token = caller.token();
        if (token == null) {
            return;
        }
        for (String source : sources) {
            Sender sender = new Sender(organisation, source, token);
            if (!noted.contains(sender)) {
                actingFor.run(organisation, () -> transaction.executeWithoutResult(status -> write(sender)));
                if (noted.size() >= MOST_REMEMBERED) {
                    noted.clear();
                }
                noted.add(sender);
            }
        }
    }

    private void write(Sender sender) {
        jdbc.sql("""
            insert into alert_source_sender (organisation, source, token) values (:organisation, :source, :token)
            on conflict do nothing
            """)
                .param("organisation", sender.organisation().value())
                .param("source", sender.source())
                .param("token", sender.token())
                .update();
    }

    /** The sources whose every token is revoked or has expired, and when the last of them did. */
    public Map<String, Instant> retired(OrganisationId organisation) {
        Map<String, Instant> retired = new TreeMap<>();
        jdbc.sql("select source, retired_at from retired_sources(:organisation)")
                .param("organisation", organisation.value())
                .query((row, number) -> retired.put(
                        row.getString("source"),
                        row.getObject("retired_at", OffsetDateTime.class).toInstant()))
                .list();
        return retired;
    }
}
