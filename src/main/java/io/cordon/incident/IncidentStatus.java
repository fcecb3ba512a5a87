package io.cordon.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where an incident stands; {@link #canBecome} is the one table of legal moves. */
public enum IncidentStatus {
    OPEN,
    CONTAINED,
    RESOLVED,
    CLOSED;

    private static final Map<IncidentStatus, Set<IncidentStatus>> MOVES = Map.of(
            OPEN, Set.of(CONTAINED, RESOLVED, CLOSED),
            CONTAINED, Set.of(OPEN, RESOLVED, CLOSED),
            RESOLVED, Set.of(OPEN, CLOSED),
            CLOSED, Set.of(OPEN));

    public boolean canBecome(IncidentStatus next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether alerts may still join: never an incident that is over. */
    public boolean isActive() {
        return this == OPEN || this == CONTAINED;
    }

    /**
     * Reads the contract's spelling.
     *
     * @throws IllegalArgumentException naming the four words, where it is none of them
     */
    public static IncidentStatus of(String id) {
        for (IncidentStatus status : values()) {
            if (status.id().equals(id)) {
                return status;
            }
        }
        throw new IllegalArgumentException(
                "Expected a status of open, contained, resolved or closed, but got '" + id + "'.");
    }

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
