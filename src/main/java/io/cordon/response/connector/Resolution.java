package io.cordon.response.connector;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a product knows of a target. Only {@link Exactly} leads to anything being done. */
public sealed interface Resolution {

    /**
     * One object, and nothing else fits.
     *
     * @param state the state before anything is done, kept for the undo; an empty object where there is none
     */
    record Exactly(ResolvedTarget target, JsonNode state) implements Resolution {}

    /** The product does not know it, or it is no target for this product. */
    record None(String reason) implements Resolution {}

    /** More than one object fits: never the first of several, never all of them. */
    record Several(List<String> found) implements Resolution {}

    /** The product could not be asked now. */
    record Unavailable(String reason, @Nullable Duration retryAfter) implements Resolution {}

    /** The product will not answer, such as for a wrong key: asking again is no use. */
    record Failed(String reason) implements Resolution {}
}
