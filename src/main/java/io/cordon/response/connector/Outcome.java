package io.cordon.response.connector;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of a call that changes something. */
public sealed interface Outcome {

    /**
     * The effect was seen at the target itself.
     *
     * @param targetId the object that the product's answer names; the ledger refuses an answer for another one
     * @param evidence what was seen, for the record
     */
    record Proven(String targetId, JsonNode evidence) implements Outcome {}

    /**
     * The product took the request, which proves nothing yet: {@link Connector#verify} is asked until it does.
     *
     * @param receipt what verifying needs, such as the product's id of the request
     */
    record Accepted(String targetId, JsonNode receipt) implements Outcome {}

    /** Permanent: the same request will fail again (400, 401, 403, 404, a refusal in the body). Nothing was changed. */
    record Failed(String reason) implements Outcome {}

    /** Temporary: nothing was changed, and trying again makes sense (429, 5xx, connection refused). */
    record Unavailable(String reason, @Nullable Duration retryAfter) implements Outcome {}

    /** Sent, and nobody knows whether it took effect (a timeout, a cut connection, an answer that makes no sense). */
    record Unknown(String reason) implements Outcome {}
}
