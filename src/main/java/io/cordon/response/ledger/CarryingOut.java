package io.cordon.response.ledger;

import io.cordon.response.ActionState;
import io.cordon.response.ResponseSettings;
import io.cordon.response.connector.Connectors;
import io.cordon.response.connector.Equipped;
import io.cordon.response.connector.Outcome;
import io.cordon.response.connector.Resolution;
import io.cordon.response.connector.Target;
import io.cordon.response.guard.Guard;
import io.cordon.response.guard.Judgement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Takes a claimed intent to its effect: ask the guard, find the target, ask the guard again in the transaction that
 * marks the start, commit, call.
 */
@Component
class CarryingOut {

    /** What the guard and the ledger need to know before the call; kept apart from how the call went. */
    private sealed interface Readiness {
        record Ready(Equipped<?> connector, Target target) implements Readiness {}

        record Over() implements Readiness {}
    }

    private final Acting acting;
    private final Ledger ledger;
    private final Moves moves;
    private final Claims claims;
    private final Guard guard;
    private final Connectors connectors;
    private final Proving proving;
    private final ResponseSettings settings;

    CarryingOut(
            Acting acting,
            Ledger ledger,
            Moves moves,
            Claims claims,
            Guard guard,
            Connectors connectors,
            Proving proving,
            ResponseSettings settings) {
        this.acting = acting;
        this.ledger = ledger;
        this.moves = moves;
        this.claims = claims;
        this.guard = guard;
        this.connectors = connectors;
        this.proving = proving;
        this.settings = settings;
    }

    void start(LedgerEntry claimed) {
        if (prepare(claimed) instanceof Readiness.Ready(Equipped<?> connector, Target target)) {
            switch (connector.resolve(claimed.verb(), target)) {
                case Resolution.Exactly found -> begin(claimed, found).ifPresent(begun -> call(begun, connector));
                case Resolution.None none ->
                    end(
                            claimed,
                            ActionState.REFUSED,
                            "Connector " + claimed.connector() + " finds no such target: " + none.reason());
                case Resolution.Several several ->
                    end(
                            claimed,
                            ActionState.REFUSED,
                            "Expected exactly one target at connector " + claimed.connector() + ", but "
                                    + several.found().size() + " fit: "
                                    + String.join(
                                            ", ",
                                            several.found().stream().limit(10).toList())
                                    + ". Ask again with a name that means one of them.");
                case Resolution.Failed failed -> end(claimed, ActionState.FAILED, failed.reason());
                case Resolution.Unavailable unavailable ->
                    tryAgain(claimed, ActionState.FAILED, unavailable.reason(), unavailable.retryAfter());
            }
        }
    }

    private Readiness prepare(LedgerEntry claimed) {
        return acting.call(claimed.organisation(), () -> {
            LedgerEntry entry = ledger.lock(claimed).orElseThrow(() -> new Moves.Outrun(claimed));
            return switch (guard.foresee(entry.asCase())) {
                case Judgement.Allowed allowed ->
                    new Readiness.Ready(
                            connectors
                                    .equip(entry.organisation(), entry.connector())
                                    .orElseThrow(),
                            guard.targetOf(entry.asCase()).orElseThrow());
                case Judgement.Asks asks -> {
                    moves.ask(entry, asks.question());
                    yield new Readiness.Over();
                }
                case Judgement.Refused refused -> {
                    moves.move(entry, ActionState.REFUSED, refused.reason(), Moves.CORDON);
                    yield new Readiness.Over();
                }
            };
        });
    }

    /** The transaction that decides: guard, start and their record commit together, before anything is sent. */
    private Optional<LedgerEntry> begin(LedgerEntry claimed, Resolution.Exactly found) {
        return acting.call(claimed.organisation(), () -> {
            LedgerEntry entry = ledger.lock(claimed).orElseThrow(() -> new Moves.Outrun(claimed));
            ledger.lockTarget(entry, found.target());
            List<LedgerEntry> sharers = ledger.sharers(entry, found.target());
            if (sharers.stream().anyMatch(CarryingOut::isUnderWay)) {
                claims.queue(entry, Duration.ofMillis(500), "Waits for another action on the same target");
                return Optional.empty();
            }
            switch (guard.decide(entry.asCase(), found.target())) {
                case Judgement.Allowed allowed
                when isMachines(entry, allowed) && ledger.isReleased(entry, found.target()) ->
                    moves.move(
                            entry,
                            ActionState.REFUSED,
                            "A person has released " + found.target().label()
                                    + " in this incident, asked for by another name.",
                            Moves.CORDON);
                case Judgement.Allowed allowed -> {
                    // What was there before any of us: an effect that another incident brought about is not the
                    // client's own state.
                    JsonNode before = sharers.isEmpty()
                            ? found.state()
                            : Optional.ofNullable(sharers.getFirst().preState()).orElse(found.state());
                    moves.keepStart(entry, new LedgerEntry.Start(found.target(), before, allowed.authority()));
                    moves.move(entry, ActionState.EXECUTING, "Authorised, calling the connector", Moves.CORDON);
                    return ledger.find(entry.id());
                }
                case Judgement.Asks asks -> moves.ask(entry, asks.question());
                case Judgement.Refused refused ->
                    moves.move(entry, ActionState.REFUSED, refused.reason(), Moves.CORDON);
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

    private void call(LedgerEntry begun, Equipped<?> connector) {
        if (!claims.renew(begun)) {
            throw new Moves.Outrun(begun);
        }
        switch (connector.execute(begun.deed(proving.nothing()))) {
            case Outcome.Proven proven -> proving.proven(begun, proven.targetId(), proven.evidence());
            case Outcome.Accepted accepted -> proving.accepted(begun, accepted, connector);
            case Outcome.Failed failed -> end(begun, ActionState.FAILED, failed.reason());
            case Outcome.Unavailable unavailable ->
                tryAgain(begun, ActionState.FAILED, unavailable.reason(), unavailable.retryAfter());
            case Outcome.Unknown unknown -> proving.look(begun, connector, unknown.reason());
        }
    }

    /** Back to the start, through the guard again; after the last attempt it is over. */
    private void tryAgain(
            LedgerEntry claimed,
            ActionState otherwise,
            String reason,
            @org.jspecify.annotations.Nullable Duration retryAfter) {
        acting.run(claimed.organisation(), () -> {
            LedgerEntry entry = ledger.lock(claimed).orElseThrow(() -> new Moves.Outrun(claimed));
            if (entry.attempts() >= settings.attempts()) {
                moves.move(entry, otherwise, reason + " (after " + entry.attempts() + " attempts)", Moves.CORDON);
                return;
            }
            Duration delay = Backoff.after(entry.attempts(), retryAfter);
            if (entry.state() == ActionState.PROPOSED) {
                claims.postpone(entry, delay, reason);
            } else {
                moves.move(entry, ActionState.PROPOSED, reason, Moves.CORDON, delay, null);
            }
        });
    }

    private void end(LedgerEntry claimed, ActionState state, String reason) {
        acting.run(
                claimed.organisation(),
                () -> moves.move(
                        ledger.lock(claimed).orElseThrow(() -> new Moves.Outrun(claimed)),
                        state,
                        reason,
                        Moves.CORDON));
    }
}
