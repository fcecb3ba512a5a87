package io.cordon.response.ledger;

import io.cordon.organisation.Approvers;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.response.ActionState;
import io.cordon.response.guard.Guard;
import io.cordon.response.guard.GuardRule;
import io.cordon.response.guard.Judgement;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People decide about an action that waits for them. */
@Service
class DecidingActions {

    private final Ledger ledger;
    private final Moves moves;
    private final Guard guard;
    private final Contracts contracts;
    private final ActingFor actingFor;
    private final ActionWorker worker;

    DecidingActions(
            Ledger ledger, Moves moves, Guard guard, Contracts contracts, ActingFor actingFor, ActionWorker worker) {
        this.ledger = ledger;
        this.moves = moves;
        this.guard = guard;
        this.contracts = contracts;
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
            if (isRequester(entry, caller)) {
                return refuse(entry, "Withdrawn by who asked for it", caller, reason);
            }
            if (!mayDecide(entry, caller)) {
                return whoMay();
            }
            Judgement.Question question = guard.foresee(entry.asCase()) instanceof Judgement.Asks asks
                    ? asks.question()
                    : ledger.question(entry);
            // The client may always say no: the machines are its own.
            if (caller.party() == Party.PROVIDER && !question.asks(Party.PROVIDER)) {
                return otherPartyMay(caller);
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
        if (entry.state() != ActionState.AWAITING_APPROVAL) {
            return notWaiting(entry);
        }
        PersonRef person = caller.person();
        if (person == null || !mayDecide(entry, caller)) {
            return whoMay();
        }
        if (isRequester(entry, caller)) {
            return new Decision.Forbidden("Whoever asks for an action does not approve it: somebody else must.");
        }
        return switch (guard.foresee(entry.asCase())) {
            // It is lifted some time, and then whoever approves shall find what waited.
            case Judgement.Refused(GuardRule rule, String reason)
            when rule == GuardRule.KILL_SWITCH ->
                new Decision.Conflict(reason + " The action goes on waiting for approval.");
            case Judgement.Refused refused -> {
                moves.end(entry, ActionState.REFUSED, refused.reason(), Moves.CORDON);
                worker.wakeAfterCommit();
                yield new Decision.Conflict(refused.reason());
            }
            case Judgement.Allowed allowed -> answer(entry, caller, person, comment, ledger.question(entry));
            case Judgement.Asks asks ->
                answer(entry, caller, person, comment, together(ledger.question(entry), asks.question()));
        };
    }

    private Decision answer(
            LedgerEntry entry, Caller caller, PersonRef person, String comment, Judgement.Question question) {
        if (!question.asks(caller.party())) {
            return otherPartyMay(caller);
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

    private static boolean isRequester(LedgerEntry entry, Caller caller) {
        PersonRef person = caller.person();
        return person != null && person.toString().equals(entry.requester());
    }

    private boolean mayDecide(LedgerEntry entry, Caller caller) {
        PersonRef person = caller.person();
        if (person == null) {
            return false;
        }
        if (caller.has(Role.LEAD) || caller.has(Role.ADMIN)) {
            return true;
        }
        Contract contract = contracts.of(entry.organisation());
        return Stream.concat(contract.clientPeople().stream(), contract.providerPeople().stream())
                .filter(known -> known.ref().equals(person))
                .anyMatch(Approvers::isAppointed);
    }

    private static Judgement.Question together(Judgement.Question waiting, Judgement.Question now) {
        Set<String> topics = new HashSet<>(waiting.topics());
        topics.addAll(now.topics());
        return new Judgement.Question(topics, now.client(), now.provider(), now.reason());
    }

    private static Decision whoMay() {
        return new Decision.Forbidden("Expected a person with the role lead or admin, or with the function "
                + Approvers.FUNCTION
                + ". A token decides only for the person it was made for.");
    }

    private static Decision otherPartyMay(Caller caller) {
        return new Decision.Forbidden("The grant asks for approval by people of the "
                + caller.party().other().id() + ", who alone decide, but you are of the "
                + caller.party().id() + ".");
    }

    private static Decision notWaiting(LedgerEntry entry) {
        return new Decision.Conflict("Expected action " + entry.id() + " to be awaiting_approval, but it is "
                + entry.state().id() + ".");
    }
}
