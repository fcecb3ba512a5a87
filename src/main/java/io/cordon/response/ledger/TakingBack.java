package io.cordon.response.ledger;

import io.cordon.response.ActionState;
import io.cordon.response.connector.Connectors;
import io.cordon.response.connector.Equipped;
import io.cordon.response.connector.Observation;
import io.cordon.response.connector.Outcome;
import io.cordon.response.connector.ResolvedTarget;
import io.cordon.response.guard.Guard;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Takes effects back: what a person asked to undo, and what has expired. An effect that another action still needs
 * stays where it is.
 */
@Component
class TakingBack {

    private final Holding holding;
    private final Ledger ledger;
    private final SharedObjects objects;
    private final Guard guard;
    private final Connectors connectors;

    TakingBack(Holding holding, Ledger ledger, SharedObjects objects, Guard guard, Connectors connectors) {
        this.holding = holding;
        this.ledger = ledger;
        this.objects = objects;
        this.guard = guard;
        this.connectors = connectors;
    }

    /** The time of an effect is up. */
    void expire(LedgerEntry claimed) {
        holding.run(claimed, held -> {
            LedgerEntry entry = held.entry();
            Optional<Equipped<?>> connector = connectors.equip(entry.organisation(), entry.connector());
            if (connector.isEmpty() || !connector.get().undoes(entry.verb())) {
                held.rest("Expired, but connector " + entry.connector() + " cannot take it back: undo it by hand.");
                return;
            }
            held.undo(ActionState.EXPIRED, "Its time is up");
        });
    }

    /** Nobody approved in the time for which it was asked. */
    void lapse(LedgerEntry claimed) {
        holding.end(claimed, ActionState.EXPIRED, "Nobody approved it in time");
    }

    void undo(LedgerEntry claimed) {
        Optional<Equipped<?>> ready = holding.call(claimed, this::prepare);
        if (ready.isEmpty()) {
            return;
        }
        Equipped<?> connector = ready.get();
        if (claimed.undoSent()
                && connector.verify(claimed.deed()) instanceof Observation.NotInEffect gone
                && isSame(claimed, gone.targetId())) {
            done(claimed, gone.evidence(), connector);
            return;
        }
        holding.renew(claimed);
        switch (connector.undo(claimed.deed())) {
            case Outcome.Proven proven
            when isSame(claimed, proven.targetId()) -> done(claimed, proven.evidence(), connector);
            case Outcome.Proven other -> keep(claimed, "The product answered for " + other.targetId() + ".");
            case Outcome.Accepted accepted -> again(claimed, "The product accepted the undoing.", null);
            case Outcome.Unknown unknown -> again(claimed, unknown.reason(), null);
            case Outcome.Unavailable unavailable -> again(claimed, unavailable.reason(), unavailable);
            case Outcome.Failed failed -> keep(claimed, failed.reason());
        }
    }

    private Optional<Equipped<?>> prepare(Held held) {
        LedgerEntry entry = held.entry();
        Optional<String> stopped = guard.killSwitch(entry.organisation());
        if (stopped.isPresent()) {
            held.queue(Duration.ofSeconds(5), "Waits for the kill switch: " + stopped.get());
            return Optional.empty();
        }
        // NB: once sent, it waits for nobody. Others wait for newer ones, and for what was sent: were those to wait in
        // turn, two could wait for each other for ever.
        boolean waits = !entry.undoSent();
        if (waits && ledger.hasNewerUndoing(entry)) {
            held.queue(Duration.ofMillis(100), "Waits for a newer action of the incident to be undone");
            return Optional.empty();
        }
        ResolvedTarget object = Objects.requireNonNull(entry.resolved());
        objects.lock(entry, object);
        List<LedgerEntry> sharers = objects.sharers(entry, object);
        if (waits && sharers.stream().anyMatch(TakingBack::isUnderWay)) {
            held.queue(Duration.ofMillis(500), "Waits for another action on the same target");
            return Optional.empty();
        }
        Optional<LedgerEntry> holder = sharers.stream()
                .filter(other -> other.state() != ActionState.UNDOING)
                .findFirst();
        if (holder.isPresent()) {
            held.move(
                    Objects.requireNonNull(entry.undoTo()),
                    "The effect stays: action " + holder.get().id() + " of incident "
                            + holder.get().incidentId() + " needs it");
            return Optional.empty();
        }
        Optional<Equipped<?>> connector = connectors.equip(entry.organisation(), entry.connector());
        if (connector.isEmpty()) {
            held.keepEffect("Connector " + entry.connector() + " is gone.");
        } else {
            held.markUndoSent();
        }
        return connector;
    }

    private void done(LedgerEntry claimed, JsonNode evidence, Equipped<?> connector) {
        holding.run(
                claimed,
                held -> held.move(Objects.requireNonNull(claimed.undoTo()), connector.gone(evidence), evidence));
    }

    private void again(LedgerEntry claimed, String reason, Outcome.@Nullable Unavailable away) {
        holding.run(claimed, held -> {
            int attempts = held.entry().attempts();
            if (held.wasLastAttempt()) {
                held.keepEffect(reason + " Tried " + attempts + " times.");
            } else if (away != null) {
                held.tryLater(reason, away.retryAfter());
            } else {
                held.postpone(Backoff.after(attempts, null), reason);
            }
        });
    }

    private void keep(LedgerEntry claimed, String reason) {
        holding.run(claimed, held -> held.keepEffect(reason));
    }

    private static boolean isUnderWay(LedgerEntry entry) {
        return entry.state() == ActionState.EXECUTING || (entry.state() == ActionState.UNDOING && entry.undoSent());
    }

    private static boolean isSame(LedgerEntry entry, String targetId) {
        return Objects.requireNonNull(entry.resolved()).id().equals(targetId);
    }
}
