package io.cordon.response.connector.outbound;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of an HTTP call. The reasons name host and status, and nothing that the product wrote. */
public sealed interface Answer {

    /** 2xx with JSON; a null node where the body is empty. */
    record Json(JsonNode body) implements Answer {}

    /**
     * Permanent: nothing was done and the same request will be refused again.
     *
     * @param status 0 where it was refused before anything was sent, such as for a forbidden address or certificate
     */
    record Refused(int status, String reason) implements Answer {}

    /** Temporary: nothing was done, and trying again makes sense (429, 5xx, nobody listens). */
    record Busy(String reason, @Nullable Duration retryAfter) implements Answer {}

    /** Sent, and nobody knows what became of it (a timeout, a cut connection, an answer that makes no sense). */
    record Unclear(String reason) implements Answer {}
}
