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

    public boolean isWorseThan(Severity other) {
        return compareTo(other) > 0;
    }
}
