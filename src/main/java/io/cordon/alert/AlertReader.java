package io.cordon.alert;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes alerts in the normal form out of the bytes that a product sends, by the mappings in {@code rules/sources}. */
public interface AlertReader {

    /** The source's name that has every item recognised by itself. */
    String AUTO = "auto";

    /**
     * Reads one JSON object, a JSON array, JSON lines or lines of text. Every item is read or rejected on its own.
     *
     * @param source a mapping's name or {@link #AUTO}
     * @param contentType the sender's media type, null where it names none: then the bytes decide
     * @param receivedAt the time of an alert that says none itself
     */
    Reading read(String source, @Nullable String contentType, byte[] body, Instant receivedAt);

    /** How long the same event counts as a duplicate, counted from its first delivery. */
    Duration window(String source);
}
