package io.cordon.organisation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How bad it is, worst last, so that {@code compareTo} grows with the damage. */
public enum Severity {
    INFORMATIONAL,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the contract's spelling.
     *
     * @throws IllegalArgumentException naming the five words, where it is none of them
     */
    @JsonCreator
    public static Severity of(String id) {
        for (Severity severity : values()) {
            if (severity.id().equals(id)) {
                return severity;
            }
        }
        throw new IllegalArgumentException(
                "Expected a severity of critical, high, medium, low or informational, but got '" + id + "'.");
    }

    /** As {@code severity_rank} in the database: the worst has the highest. */
    public int rank() {
        return switch (this) {
            case INFORMATIONAL -> 0;
            case LOW -> 1;
            case MEDIUM -> 2;
            case HIGH -> 3;
            case CRITICAL -> 4;
        };
    }

    public boolean isWorseThan(Severity other) {
        return compareTo(other) > 0;
    }
}
