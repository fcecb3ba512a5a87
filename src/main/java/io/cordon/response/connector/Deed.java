package io.cordon.response.connector;

import io.cordon.response.Verb;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the ledger wants done, before it is put together with a connector's settings; the fields of {@link Call}. */
public record Deed(
        UUID actionId,
        UUID incidentId,
        Verb verb,
        ResolvedTarget target,
        String idempotencyKey,
        JsonNode preState,
        @Nullable JsonNode receipt,
        String reason,
        @Nullable Instant expiresAt) {

    <S extends Record> Call<S> with(Call.Frame<S> frame) {
        return new Call<>(
                frame, actionId, incidentId, verb, target, idempotencyKey, preState, receipt, reason, expiresAt);
    }
}
