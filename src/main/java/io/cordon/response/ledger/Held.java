package io.cordon.response.ledger;

import io.cordon.response.ActionState;
import io.cordon.response.guard.Judgement;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An action as it is now, and what may be done with it by whoever holds its claim, in the transaction under way. */
final class Held {

    private final LedgerEntry entry;
    private final Moves moves;
    private final Claims claims;
    private final Clock clock;
    private final int attempts;

    /** @param attempts how often anything is tried */
    Held(LedgerEntry entry, Moves moves, Claims claims, Clock clock, int attempts) {
        this.entry = entry;
        this.moves = moves;
        this.claims = claims;
        this.clock = clock;
        this.attempts = attempts;
    }

    LedgerEntry entry() {
        return entry;
    }

    boolean wasLastAttempt() {
        return entry.attempts() >= attempts;
    }

    void move(ActionState to, String reason) {
        moves.move(entry, to, reason, Moves.CORDON);
    }

    void refuse(String reason) {
        end(ActionState.REFUSED, reason);
    }

    /** Moves it to where nothing is sent any more; what may be there all the same is looked for first. */
    void end(ActionState to, String reason) {
        moves.end(entry, to, reason, Moves.CORDON);
    }

    /** Moves it for what was seen at the target. */
    void move(ActionState to, String reason, JsonNode evidence) {
        moves.move(entry, to, reason, Moves.CORDON, Duration.ZERO, evidence);
    }

    /** Notes whether the attempt that has failed may have taken effect all the same. */
    void keepUncertain(boolean uncertain) {
        moves.keepUncertain(entry, uncertain);
    }

    /** The product is not available: back to before the attempt, and tried again later. */
    void tryLater(String reason, @Nullable Duration retryAfter) {
        Duration delay = Backoff.after(entry.attempts(), retryAfter);
        Duration left = Backoff.left(entry.attempts(), attempts, delay);
        boolean first = claims.noteAway(entry);
        if (entry.state() == ActionState.EXECUTING) {
            startOver(delay, first ? away(reason, left) : reason);
        } else {
            if (first) {
                moves.note(entry, away(reason, left), Moves.CORDON);
            }
            postpone(delay, reason);
        }
    }

    /** Tells people once that the product is not available, however often it is asked. */
    void tellAway(String reason, Duration left) {
        if (claims.noteAway(entry)) {
            moves.note(entry, away(reason, left), Moves.CORDON);
        }
    }

    private String away(String reason, Duration left) {
        return "The product is not available: " + reason + (reason.endsWith(".") ? "" : ".")
                + " It is tried again until about " + clock.instant().plus(left).truncatedTo(ChronoUnit.SECONDS)
                + ", and at once when a person asks again or a test of connector " + entry.connector() + " succeeds.";
    }

    /** Back to the start, and through the guard again after the delay. */
    void startOver(Duration delay, String reason) {
        moves.move(entry, ActionState.PROPOSED, reason, Moves.CORDON, delay, null);
    }

    /** Nobody can tell what is at the target: it rests until a person has it looked at or it is asked for again. */
    void restUnknown(String reason) {
        if (entry.state() == ActionState.UNKNOWN) {
            rest(reason);
        } else {
            move(ActionState.UNKNOWN, reason);
        }
    }

    void ask(Judgement.Question question) {
        moves.ask(entry, question);
    }

    void execute(LedgerEntry.Start start) {
        moves.keepStart(entry, start);
        move(ActionState.EXECUTING, "Authorised, calling the connector");
    }

    /** Begins to take its effect back by itself; {@code end} is where that leads. */
    void undo(ActionState end, String reason) {
        moves.undoTowards(entry, end);
        move(ActionState.UNDOING, reason);
    }

    void markUndoSent() {
        claims.markUndoSent(entry);
    }

    /** The effect still holds, or may, and the ledger says which; it does not expire a second time by itself. */
    void keepEffect(String reason) {
        move(entry.verifiedAt() == null ? ActionState.UNKNOWN : ActionState.VERIFIED, "Could not be undone: " + reason);
        moves.rest(entry, "Could not be undone: " + reason + " Undo it again, or by hand.");
    }

    void keepReceipt(JsonNode receipt) {
        claims.keepReceipt(entry, receipt);
    }

    /** Lets go of it, and looks at it again after the delay: a failed attempt. */
    void postpone(Duration delay, String why) {
        claims.postpone(entry, delay, why);
    }

    /** As {@link #postpone}, where waiting is nobody's failure. */
    void queue(Duration delay, String why) {
        claims.queue(entry, delay, why);
    }

    /** Lets go of it for good: it does not go on by itself. */
    void rest(String why) {
        claims.rest(entry, why);
    }
}
