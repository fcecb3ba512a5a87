package io.cordon.response;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where an action stands; {@link #canBecome} is the one table of legal moves. */
public enum ActionState {
    PROPOSED,
    AWAITING_APPROVAL,
    REFUSED,
    EXECUTING,
    /**
     * Sent, and nobody can tell whether it took effect: a person must look. Asked for again, it executes once more, which
     * begins by a look. Shown as {@code failed}.
     */
    UNKNOWN,
    VERIFIED,
    FAILED,
    UNDOING,
    UNDONE,
    EXPIRED,
    /** Of the public interface; nothing is simulated so far. */
    SIMULATED;

    private static final Map<ActionState, Set<ActionState>> MOVES = Map.ofEntries(
            Map.entry(PROPOSED, Set.of(AWAITING_APPROVAL, EXECUTING, REFUSED, FAILED, UNKNOWN)),
            Map.entry(AWAITING_APPROVAL, Set.of(PROPOSED, REFUSED, EXPIRED, UNKNOWN)),
            Map.entry(REFUSED, Set.of()),
            Map.entry(EXECUTING, Set.of(VERIFIED, FAILED, UNKNOWN, PROPOSED)),
            Map.entry(UNKNOWN, Set.of(VERIFIED, FAILED, UNDOING, EXECUTING)),
            Map.entry(VERIFIED, Set.of(UNDOING)),
            Map.entry(FAILED, Set.of()),
            Map.entry(UNDOING, Set.of(UNDONE, EXPIRED, VERIFIED, UNKNOWN)),
            Map.entry(UNDONE, Set.of()),
            Map.entry(EXPIRED, Set.of()),
            Map.entry(SIMULATED, Set.of()));

    public boolean canBecome(ActionState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /**
     * The move, checked.
     *
     * @throws IllegalStateException naming from and to, where the table has no such move
     */
    public ActionState become(ActionState next) {
        if (!canBecome(next)) {
            throw new IllegalStateException("Expected a legal move of an action, but got " + this + " to " + next);
        }
        return next;
    }

    /** Whether the request has come to its end: a waiting playbook may go on. */
    public boolean isSettled() {
        return switch (this) {
            case PROPOSED, AWAITING_APPROVAL, EXECUTING, UNDOING -> false;
            case REFUSED, UNKNOWN, VERIFIED, FAILED, UNDONE, EXPIRED, SIMULATED -> true;
        };
    }

    @JsonValue
    public String id() {
        return this == UNKNOWN ? FAILED.id() : name().toLowerCase(Locale.ROOT);
    }
}
