package io.cordon.response.ledger;

import io.cordon.response.ActionState;
import io.cordon.response.connector.Equipped;
import io.cordon.response.connector.Outcome;
import io.cordon.response.connector.Resolution;
import io.cordon.response.connector.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes a claimed intent to its effect: ask the guard, find the target, ask the guard again in the transaction that
 * marks the start, commit, call.
 */
@Component
class CarryingOut {

    private final Holding holding;
    private final Beginning beginning;
    private final Proving proving;

    CarryingOut(Holding holding, Beginning beginning, Proving proving) {
        this.holding = holding;
        this.beginning = beginning;
        this.proving = proving;
    }

    void start(LedgerEntry claimed) {
        beginning.prepare(claimed).ifPresent(ready -> resolve(claimed, ready.connector(), ready.target()));
    }

    private void resolve(LedgerEntry claimed, Equipped<?> connector, Target target) {
        switch (connector.resolve(claimed.verb(), target)) {
            case Resolution.Exactly found -> beginning.begin(claimed, found).ifPresent(begun -> call(begun, connector));
            case Resolution.None none ->
                refuse(claimed, "Connector " + claimed.connector() + " finds no such target: " + none.reason());
            case Resolution.Several several ->
                refuse(
                        claimed,
                        "Expected exactly one target at connector " + claimed.connector() + ", but "
                                + several.found().size() + " fit: "
                                + String.join(
                                        ", ", several.found().stream().limit(10).toList())
                                + ". Ask again with a name that means one of them.");
            case Resolution.Failed failed -> holding.end(claimed, ActionState.FAILED, failed.reason());
            case Resolution.Unavailable unavailable ->
                tryAgain(claimed, unavailable.reason(), unavailable.retryAfter());
        }
    }

    private void refuse(LedgerEntry claimed, String reason) {
        holding.run(claimed, held -> held.refuse(reason));
    }

    private void call(LedgerEntry begun, Equipped<?> connector) {
        holding.renew(begun);
        switch (connector.execute(begun.deed())) {
            case Outcome.Proven proven -> proving.proven(begun, connector, proven.targetId(), proven.evidence());
            case Outcome.Accepted accepted -> proving.accepted(begun, accepted, connector);
            case Outcome.Failed failed -> holding.end(begun, ActionState.FAILED, failed.reason());
            case Outcome.Unavailable unavailable -> tryAgain(begun, unavailable.reason(), unavailable.retryAfter());
            case Outcome.Unknown unknown -> proving.look(begun, connector, unknown.reason());
        }
    }

    /** Back to the start, through the guard again; after the last attempt it is over. */
    private void tryAgain(LedgerEntry claimed, String reason, @Nullable Duration retryAfter) {
        holding.run(claimed, held -> {
            if (held.wasLastAttempt()) {
                held.end(ActionState.FAILED, reason + " (after " + held.entry().attempts() + " attempts)");
            } else {
                held.tryLater(reason, retryAfter);
            }
        });
    }
}
