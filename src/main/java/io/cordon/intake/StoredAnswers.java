package io.cordon.intake;

import io.cordon.tenancy.OrganisationId;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers kept under the sender's Idempotency-Key for a day. */
@Component
class StoredAnswers {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    StoredAnswers(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * The answer given before under this key, or empty where the key is now ours. Waits for another request with the
     * same key that is not yet committed.
     *
     * @throws KeyReused where the key came with another body
     */
    Optional<Outcome> claim(OrganisationId organisation, Delivery.@Nullable Idempotency idempotency) {
        if (idempotency == null) {
            return Optional.empty();
        }
        jdbc.sql("delete from intake_answer where organisation = ? and key = ? and at < now() - interval '1 day'")
                .params(organisation.value(), idempotency.key())
                .update();
        int claimed = jdbc.sql("""
            insert into intake_answer (organisation, key, body_sha256, answer) values (?, ?, ?, '{}')
            on conflict do nothing\
            """)
                .params(organisation.value(), idempotency.key(), idempotency.bodySha256())
                .update();
        if (claimed == 1) {
            return Optional.empty();
        }
        record Kept(byte[] sha, String answer) {}
        Kept kept = jdbc.sql("select body_sha256, answer from intake_answer where organisation = ? and key = ?")
                .params(organisation.value(), idempotency.key())
                .query((rs, n) -> new Kept(rs.getBytes(1), rs.getString(2)))
                .single();
        if (!Arrays.equals(kept.sha(), idempotency.bodySha256())) {
            throw new KeyReused(idempotency.key());
        }
        return Optional.of(json.readValue(kept.answer(), Outcome.class));
    }

    void keep(OrganisationId organisation, Delivery.@Nullable Idempotency idempotency, Outcome answer) {
        if (idempotency == null) {
            return;
        }
        jdbc.sql("update intake_answer set answer = ?::jsonb where organisation = ? and key = ?")
                .params(json.writeValueAsString(answer), organisation.value(), idempotency.key())
                .update();
    }
}
