package io.cordon.response.connector;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What was seen at the target. */
public sealed interface Observation {

    /**
     * The effect holds.
     *
     * @param targetId the object that the product's answer names
     */
    record InEffect(String targetId, JsonNode evidence) implements Observation {}

    /**
     * The effect does not hold.
     *
     * @param targetId the object that the product's answer names
     */
    record NotInEffect(String targetId, JsonNode evidence) implements Observation {}

    /** The product is still at it: neither done nor refused. */
    record Pending(String reason) implements Observation {}

    /** The product says that the request came to nothing and will not be carried out any more. */
    record GaveUp(String reason) implements Observation {}

    /** Could not be asked now. */
    record Unavailable(String reason, @Nullable Duration retryAfter) implements Observation {}

    /** This product cannot be asked, or its answer makes no sense: a person must look. */
    record CannotTell(String reason) implements Observation {}
}
