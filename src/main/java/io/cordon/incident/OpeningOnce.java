package io.cordon.incident;

import io.cordon.api.Problem;
import io.cordon.api.Sha256;
import io.cordon.tenancy.OrganisationId;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Opens an incident once for each Idempotency-Key, which holds for a day. */
@Component
class OpeningOnce {

    private static final int LONGEST_KEY = 255;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OpeningOnce(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    static void check(@Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw Problem.invalid("Idempotency-Key", "Expected an Idempotency-Key of 1 to 255 characters.");
        }
    }

    /**
     * What was opened under the key before, or is now. Waits for another request with the same key that is not yet
     * committed.
     */
    UUID open(OrganisationId organisation, @Nullable String key, WantedIncident wanted, Supplier<UUID> opening) {
        if (key == null) {
            return opening.get();
        }
        byte[] body = Sha256.of(json.writeValueAsBytes(wanted));
        jdbc.sql("delete from incident_opened where organisation = ? and key = ? and at < now() - interval '1 day'")
                .params(organisation.value(), key)
                .update();
        int claimed = jdbc.sql("""
            insert into incident_opened (organisation, key, body_sha256) values (?, ?, ?)
            on conflict do nothing\
            """).params(organisation.value(), key, body).update();
        if (claimed == 0) {
            return before(organisation, key, body);
        }
        UUID opened = opening.get();
        jdbc.sql("update incident_opened set incident_id = ? where organisation = ? and key = ?")
                .params(opened, organisation.value(), key)
                .update();
        return opened;
    }

    private UUID before(OrganisationId organisation, String key, byte[] body) {
        record Kept(byte[] sha, UUID incident) {}
        Kept kept = jdbc.sql("select body_sha256, incident_id from incident_opened where organisation = ? and key = ?")
                .params(organisation.value(), key)
                .query((rs, n) -> new Kept(rs.getBytes(1), rs.getObject(2, UUID.class)))
                .single();
        if (!Arrays.equals(kept.sha(), body)) {
            throw Problem.conflict("The Idempotency-Key '" + key
                    + "' was used before with another body. Use a new key for a new request.");
        }
        return kept.incident();
    }
}
