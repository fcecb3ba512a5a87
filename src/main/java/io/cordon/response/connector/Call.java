package io.cordon.response.connector;

import io.cordon.response.Verb;
import io.cordon.tenancy.OrganisationId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One thing to be done, proven or undone at one target.
 *
 * @param target what {@link Connector#resolve} found
 * @param idempotencyKey the same for every repetition, another after an undo
 * @param preState what {@link Resolution.Exactly#state()} was before our first effect on this target
 * @param receipt what {@link Outcome.Accepted#receipt()} was; null before that
 * @param expiresAt when the effect ends by itself; null for never. A hint for products with a native time to live:
 *     the ledger undoes it in any case
 */
public record Call<S extends Record>(
        Frame<S> frame,
        UUID actionId,
        UUID incidentId,
        Verb verb,
        ResolvedTarget target,
        String idempotencyKey,
        JsonNode preState,
        @Nullable JsonNode receipt,
        String reason,
        @Nullable Instant expiresAt) {

    public S settings() {
        return frame.settings();
    }

    public Duration timeout() {
        return frame.timeout();
    }

    /**
     * For whom and with what a connector works.
     *
     * @param connector the name of the connector's document within the organisation
     * @param timeout the time after which the answer is no longer waited for
     */
    public record Frame<S extends Record>(
            OrganisationId organisation, String connector, S settings, Duration timeout) {}
}
