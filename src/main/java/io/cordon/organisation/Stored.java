package io.cordon.organisation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cordon.api.Versioned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document with the version it was written as.
 *
 * @param version counts from 1; 0 where nobody has written the document and the defaults hold
 */
record Stored<D extends Document>(
        @JsonUnwrapped D document,
        int version,
        @Nullable String changedBy,
        @Nullable Instant changedAt) implements Versioned {

    /** The fields that an answer has beside the document's own. */
    static final String[] ENVELOPE = {"version", "changedBy", "changedAt"};
}
