package io.cordon.response.ledger;

import io.cordon.response.ActionState;
import io.cordon.response.connector.Connectors;
import io.cordon.response.connector.Equipped;
import io.cordon.response.connector.Resolution;
import io.cordon.response.connector.Target;
import io.cordon.response.guard.Guard;
import io.cordon.response.guard.Judgement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What the guard and the ledger say before anything is sent; how a call goes is another matter. */
@Component
class Beginning {

    private final Holding holding;
    private final Ledger ledger;
    private final SharedObjects objects;
    private final Guard guard;
    private final Connectors connectors;

    Beginning(Holding holding, Ledger ledger, SharedObjects objects, Guard guard, Connectors connectors) {
        this.holding = holding;
        this.ledger = ledger;
        this.objects = objects;
        this.guard = guard;
        this.connectors = connectors;
    }

    /** What a connector is asked to find, with the connector. */
    record Ready(Equipped<?> connector, Target target) {}

    /** Asks the guard before the connector is troubled; empty where it has moved the action already. */
    Optional<Ready> prepare(LedgerEntry claimed) {
        return holding.call(claimed, held -> {
            LedgerEntry entry = held.entry();
            return switch (guard.foresee(entry.asCase())) {
                case Judgement.Allowed allowed ->
                    Optional.of(new Ready(
                            connectors
                                    .equip(entry.organisation(), entry.connector())
                                    .orElseThrow(),
                            guard.targetOf(entry.asCase()).orElseThrow()));
                case Judgement.Asks asks -> {
                    held.ask(asks.question());
                    yield Optional.empty();
                }
                case Judgement.Refused refused -> {
                    held.refuse(refused.reason());
                    yield Optional.empty();
                }
            };
        });
    }

    /**
     * The transaction that decides: guard, start and their record commit together, before anything is sent. Empty where
     * nothing is to be sent.
     */
    Optional<LedgerEntry> begin(LedgerEntry claimed, Resolution.Exactly found) {
        return holding.callInIncident(claimed, held -> {
            LedgerEntry entry = held.entry();
            objects.lock(entry, found.target());
            List<LedgerEntry> sharers = objects.sharers(entry, found.target());
            if (sharers.stream().anyMatch(Beginning::isUnderWay)) {
                held.queue(Duration.ofMillis(500), "Waits for another action on the same target");
                return Optional.empty();
            }
            switch (guard.decide(entry.asCase(), found.target())) {
                case Judgement.Allowed allowed
                when isMachines(entry, allowed) && objects.isReleased(entry, found.target()) ->
                    held.refuse("A person has released " + found.target().label()
                            + " in this incident or one that it came from, asked for by another name.");
                case Judgement.Allowed allowed -> {
                    // What was there before any of us: an effect that another incident brought about is not the
                    // client's own state.
                    JsonNode before = sharers.isEmpty()
                            ? found.state()
                            : Optional.ofNullable(sharers.getFirst().preState()).orElse(found.state());
                    held.execute(new LedgerEntry.Start(found.target(), before, allowed.authority()));
                    return ledger.find(entry.id());
                }
                case Judgement.Asks asks -> held.ask(asks.question());
                case Judgement.Refused refused -> held.refuse(refused.reason());
            }
            return Optional.empty();
        });
    }

    /** Neither asked for nor approved by a person. */
    private static boolean isMachines(LedgerEntry entry, Judgement.Allowed allowed) {
        return entry.requester() == null && allowed.authority().approvedBy().isEmpty();
    }

    private static boolean isUnderWay(LedgerEntry entry) {
        return entry.state() == ActionState.EXECUTING || entry.state() == ActionState.UNDOING;
    }
}
