package io.cordon.response.ledger;

import io.cordon.response.ActionState;
import io.cordon.response.connector.Connectors;
import io.cordon.response.guard.Guard;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People take effects back, or have the target looked at again. */
@Service
class UndoingActions {

    private final Ledger ledger;
    private final Moves moves;
    private final Guard guard;
    private final Connectors connectors;
    private final ActingFor actingFor;
    private final ActionWorker worker;

    UndoingActions(
            Ledger ledger, Moves moves, Guard guard, Connectors connectors, ActingFor actingFor, ActionWorker worker) {
        this.ledger = ledger;
        this.moves = moves;
        this.guard = guard;
        this.connectors = connectors;
        this.actingFor = actingFor;
        this.worker = worker;
    }

    @Transactional
    public Decision undo(UUID id, Caller caller, String reason) {
        Optional<LedgerEntry> found = ledger.lock(id);
        if (found.isEmpty()) {
            return new Decision.NotThere();
        }
        Decision decision = actingFor.call(found.get().organisation(), () -> undo(found.get(), caller, reason));
        worker.wakeAfterCommit();
        return decision;
    }

    /** Undoes everything of an incident that still holds, newest first; what cannot be undone stays, and is told. */
    @Transactional
    public List<Refusal> undoAll(UUID incident, Caller caller, String reason) {
        List<Refusal> refusals = new ArrayList<>();
        // All rows are held before the first move, so that two who undo all take them in one order.
        for (LedgerEntry entry : ledger.lockHolding(incident)) {
            if (actingFor.call(entry.organisation(), () -> undo(entry, caller, reason))
                    instanceof Decision.Conflict conflict) {
                refusals.add(new Refusal(entry.id(), conflict.reason()));
            }
        }
        worker.wakeAfterCommit();
        return refusals;
    }

    /** An action that an undoing of all had to leave. */
    record Refusal(UUID id, String reason) {}

    /** Asks the target once more about an action of which nobody knows whether it took effect. */
    @Transactional
    public Decision lookAgain(UUID id) {
        Optional<LedgerEntry> found = ledger.lock(id);
        if (found.isEmpty()) {
            return new Decision.NotThere();
        }
        if (found.get().state() != ActionState.UNKNOWN) {
            return new Decision.Conflict("Expected an action of unknown outcome, but " + id + " is "
                    + found.get().state().id() + ": there is nothing to find out.");
        }
        moves.makeDue(found.get());
        worker.wakeAfterCommit();
        return new Decision.Done();
    }

    private Decision undo(LedgerEntry entry, Caller caller, String reason) {
        Optional<Decision.Conflict> obstacle = obstacle(entry);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        if (entry.state() == ActionState.UNDOING) {
            moves.tryNow(entry, reason.isBlank() ? "Undoing" : reason, caller.name());
        } else {
            moves.undoTowards(entry, ActionState.UNDONE);
            moves.move(entry, ActionState.UNDOING, reason.isBlank() ? "Undoing" : reason, caller.name());
        }
        return new Decision.Done();
    }

    /** Why an action cannot be undone as it stands; empty where it can. */
    Optional<Decision.Conflict> obstacle(LedgerEntry entry) {
        return switch (entry.state()) {
            case UNDOING -> Optional.empty();
            case VERIFIED, UNKNOWN -> stopped(entry).or(() -> notUndoable(entry));
            case PROPOSED, EXECUTING ->
                conflict("Action " + entry.id() + " is " + entry.state().id()
                        + " and not in effect yet. Wait until it is verified, or switch the kill switch on.");
            case AWAITING_APPROVAL ->
                conflict("Action " + entry.id() + " is " + entry.state().id()
                        + " and was never carried out. Deny it instead.");
            case REFUSED, FAILED, UNDONE, EXPIRED, SIMULATED ->
                conflict("Action " + entry.id() + " is " + entry.state().id()
                        + (entry.byHand() == null
                                ? ": there is nothing in effect to undo."
                                : " and was done by hand by " + entry.byHand().by()
                                        + ": Cordon cannot undo it. Take it back by hand, at the product."));
        };
    }

    private Optional<Decision.Conflict> stopped(LedgerEntry entry) {
        return guard.killSwitch(entry.organisation())
                .flatMap(stopped -> conflict("The kill switch is on (" + stopped
                        + "): nothing is changed, and so nothing undone, until it is lifted."));
    }

    private Optional<Decision.Conflict> notUndoable(LedgerEntry entry) {
        boolean undoable = connectors
                .equip(entry.organisation(), entry.connector())
                .map(connector -> connector.undoes(entry.verb()))
                .orElse(false);
        return undoable
                ? Optional.empty()
                : conflict(entry.verb().id() + " by connector " + entry.connector()
                        + " cannot be undone by Cordon. It must be done by hand at the product.");
    }

    private static Optional<Decision.Conflict> conflict(String reason) {
        return Optional.of(new Decision.Conflict(reason));
    }
}
