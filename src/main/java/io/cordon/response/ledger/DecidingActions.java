package io.cordon.response.ledger;

import io.cordon.response.ActionState;
import io.cordon.response.guard.Guard;
import io.cordon.response.guard.GuardRule;
import io.cordon.response.guard.Judgement;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People decide about an action that waits for them. */
@Service
class DecidingActions {

    private final Ledger ledger;
    private final Moves moves;
    private final Guard guard;
    private final ApprovalRule rule;
    private final ActingFor actingFor;
    private final ActionWorker worker;

    DecidingActions(
            Ledger ledger, Moves moves, Guard guard, ApprovalRule rule, ActingFor actingFor, ActionWorker worker) {
        this.ledger = ledger;
        this.moves = moves;
        this.guard = guard;
        this.rule = rule;
        this.actingFor = actingFor;
        this.worker = worker;
    }

    /** One person's yes; the action goes on once everybody has said it whom the grant asks for. */
    @Transactional
    public Decision approve(UUID id, Caller caller, String comment) {
        Optional<LedgerEntry> found = ledger.find(id).flatMap(this::lockInIncident);
        if (found.isEmpty()) {
            return new Decision.NotThere();
        }
        LedgerEntry entry = found.get();
        return actingFor.call(entry.organisation(), () -> approve(entry, caller, comment));
    }

    /**
     * The no of a person who could say yes, which a machine does not ask about again in this incident; that of whoever
     * asked only takes their request back.
     */
    @Transactional
    public Decision deny(UUID id, Caller caller, String reason) {
        Optional<LedgerEntry> found = ledger.lock(id);
        if (found.isEmpty()) {
            return new Decision.NotThere();
        }
        LedgerEntry entry = found.get();
        return actingFor.call(entry.organisation(), () -> {
            if (entry.state() != ActionState.AWAITING_APPROVAL) {
                return notWaiting(entry);
            }
            if (ApprovalRule.isRequester(entry, caller)) {
                return refuse(entry, "Withdrawn by who asked for it", caller, reason);
            }
            if (!rule.mayDecide(entry, caller)) {
                return ApprovalRule.whoMay();
            }
            Judgement.Question question = guard.foresee(entry.asCase()) instanceof Judgement.Asks asks
                    ? asks.question()
                    : ledger.question(entry);
            // The client may always say no: the machines are its own.
            if (caller.party() == Party.PROVIDER && !question.asks(Party.PROVIDER)) {
                return ApprovalRule.otherPartyMay(caller);
            }
            moves.deny(entry);
            return refuse(entry, "Denied", caller, reason);
        });
    }

    private Decision refuse(LedgerEntry entry, String what, Caller caller, String reason) {
        moves.end(entry, ActionState.REFUSED, reason.isBlank() ? what : what + ": " + reason, caller.name());
        worker.wakeAfterCommit();
        return new Decision.Done();
    }

    /** NB: the incident first, so that nothing is approved while it ends. */
    private Optional<LedgerEntry> lockInIncident(LedgerEntry seen) {
        boolean unused = ledger.holdIncident(seen.organisation(), seen.incidentId());
        return ledger.lock(seen.id());
    }

    private Decision approve(LedgerEntry entry, Caller caller, String comment) {
        Optional<Decision> obstacle = rule.obstacle(entry, caller);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        PersonRef person = Objects.requireNonNull(caller.person());
        Judgement now = guard.foresee(entry.asCase());
        return switch (now) {
            // It is lifted some time, and then whoever approves shall find what waited.
            case Judgement.Refused(GuardRule which, String reason)
            when which == GuardRule.KILL_SWITCH ->
                new Decision.Conflict(reason + " The action goes on waiting for approval.");
            case Judgement.Refused refused -> {
                moves.end(entry, ActionState.REFUSED, refused.reason(), Moves.CORDON);
                worker.wakeAfterCommit();
                yield new Decision.Conflict(refused.reason());
            }
            case Judgement.Allowed allowed ->
                answer(entry, caller, person, comment, rule.question(entry, now).orElseThrow());
            case Judgement.Asks asks ->
                answer(entry, caller, person, comment, rule.question(entry, now).orElseThrow());
        };
    }

    private Decision answer(
            LedgerEntry entry, Caller caller, PersonRef person, String comment, Judgement.Question question) {
        if (!question.asks(caller.party())) {
            return ApprovalRule.otherPartyMay(caller);
        }
        switch (guard.answer(entry.asCase(), question, person, caller)) {
            case REPEATED -> {
                return new Decision.Conflict(
                        "You have approved this already; it waits for somebody else: " + question.reason());
            }
            case NOT_ENOUGH -> {
                moves.approved(entry, caller.name(), comment);
                moves.approvedInPart(entry, caller.name(), comment);
            }
            case ENOUGH -> {
                moves.approved(entry, caller.name(), comment);
                moves.move(
                        entry,
                        ActionState.PROPOSED,
                        comment.isBlank() ? "Approved" : "Approved: " + comment,
                        caller.name());
                worker.wakeAfterCommit();
            }
        }
        return new Decision.Done();
    }

    private static Decision notWaiting(LedgerEntry entry) {
        return new Decision.Conflict("Expected action " + entry.id() + " to be awaiting_approval, but it is "
                + entry.state().id() + ".");
    }
}
