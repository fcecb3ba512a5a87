package io.cordon.response.ledger;

import io.cordon.organisation.Approvers;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.response.ActionState;
import io.cordon.response.Decider;
import io.cordon.response.connector.Connectors;
import io.cordon.response.guard.Guard;
import io.cordon.response.guard.Judgement;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who may approve an action as it stands: one rule for whoever approves, and for whoever is shown that they may. */
@Component
class ApprovalRule {

    private final Ledger ledger;
    private final Guard guard;
    private final Contracts contracts;
    private final Connectors connectors;
    private final ActingFor actingFor;

    ApprovalRule(Ledger ledger, Guard guard, Contracts contracts, Connectors connectors, ActingFor actingFor) {
        this.connectors = connectors;
        this.ledger = ledger;
        this.guard = guard;
        this.contracts = contracts;
        this.actingFor = actingFor;
    }

    /**
     * Whom an action waits for.
     *
     * @param mayApprove whether the caller's yes would count now
     * @param deciders everybody who may decide about it and has not said yes, first those who are asked first
     */
    record Waiting(boolean mayApprove, List<Decider> deciders) {

        static final Waiting FOR_NOBODY = new Waiting(false, List.of());
    }

    Waiting waiting(LedgerEntry entry, Caller caller) {
        return entry.state() == ActionState.AWAITING_APPROVAL
                ? actingFor.call(entry.organisation(), () -> asked(entry, caller))
                : Waiting.FOR_NOBODY;
    }

    private Waiting asked(LedgerEntry entry, Caller caller) {
        Optional<Judgement.Question> now = question(entry, guard.consider(entry.asCase()));
        // Where it would be refused by now, such as while everything is stopped, they can still say no.
        Judgement.Question question = now.orElseGet(() -> ledger.question(entry));
        Set<PersonRef> answered = guard.answered(entry.asCase(), question);
        PersonRef person = caller.person();
        boolean works = caller.has(Role.RESPONDER) || caller.has(Role.LEAD) || caller.has(Role.ADMIN);
        boolean mayApprove = works
                && person != null
                && now.isPresent()
                && obstacle(entry, caller).isEmpty()
                && question.asks(caller.party())
                && !answered.contains(person);
        return new Waiting(mayApprove, deciders(entry, question, answered));
    }

    private List<Decider> deciders(LedgerEntry entry, Judgement.Question question, Set<PersonRef> answered) {
        Contract contract = contracts.of(entry.organisation());
        return Stream.of(Party.values())
                .filter(question::asks)
                .flatMap(party -> Approvers.of(contract, party, entry.askerRef()).stream()
                        .filter(person -> !answered.contains(person.ref()))
                        .map(person -> Decider.of(person, party, Approvers.isAppointed(person)))
                        .sorted(Comparator.comparing(decider -> !decider.appointed())))
                .toList();
    }

    /**
     * Which of them were refused by what may be gone since: no person's word, and no stop that is on now. Whether they
     * would be refused once more the guard says when they are asked for.
     */
    Set<UUID> mayBeAskedAgain(List<LedgerEntry> entries, Caller caller) {
        if (!caller.has(Role.RESPONDER) && !caller.has(Role.LEAD) && !caller.has(Role.ADMIN)) {
            return Set.of();
        }
        Map<OrganisationId, List<LedgerEntry>> refused = entries.stream()
                .filter(entry -> entry.state() == ActionState.REFUSED && !entry.denied() && entry.byHand() == null)
                .collect(Collectors.groupingBy(LedgerEntry::organisation));
        return refused.entrySet().stream()
                .filter(each -> actingFor
                        .call(each.getKey(), () -> guard.killSwitch(each.getKey()))
                        .isEmpty())
                .flatMap(each -> each.getValue().stream().filter(this::isServed).map(LedgerEntry::id))
                .collect(Collectors.toSet());
    }

    /** What nothing serves people do by hand, until something does. */
    private boolean isServed(LedgerEntry entry) {
        return !Guard.isForPeople(entry.stateReason())
                || !connectors.serving(entry.organisation(), entry.verb()).isEmpty();
    }

    /** What keeps the caller from saying yes, whatever is asked; empty for nothing. */
    Optional<Decision> obstacle(LedgerEntry entry, Caller caller) {
        if (entry.state() != ActionState.AWAITING_APPROVAL) {
            return Optional.of(new Decision.Conflict("Expected action " + entry.id() + " to be awaiting_approval, but"
                    + " it is " + entry.state().id() + "."));
        }
        if (!mayDecide(entry, caller)) {
            return Optional.of(whoMay());
        }
        PersonRef person = caller.person();
        return person != null && person.equals(entry.askerRef())
                ? Optional.of(new Decision.Forbidden("Whoever asks for an action, or named its target by hand, does not"
                        + " approve it: somebody else must."))
                : Optional.empty();
    }

    /** What is asked of people by now; empty where it would be refused. */
    Optional<Judgement.Question> question(LedgerEntry entry, Judgement now) {
        return switch (now) {
            case Judgement.Refused refused -> Optional.empty();
            case Judgement.Allowed allowed -> Optional.of(ledger.question(entry));
            case Judgement.Asks asks -> Optional.of(together(ledger.question(entry), asks.question()));
        };
    }

    boolean mayDecide(LedgerEntry entry, Caller caller) {
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

    static boolean isRequester(LedgerEntry entry, Caller caller) {
        PersonRef person = caller.person();
        return person != null && person.toString().equals(entry.requester());
    }

    static Decision whoMay() {
        return new Decision.Forbidden("Expected a person with the role lead or admin, or with the function "
                + Approvers.FUNCTION
                + ". A token decides only for the person it was made for.");
    }

    static Decision otherPartyMay(Caller caller) {
        return new Decision.Forbidden("The grant asks for approval by people of the "
                + caller.party().other().id() + ", who alone decide, but you are of the "
                + caller.party().id() + ".");
    }

    private static Judgement.Question together(Judgement.Question waiting, Judgement.Question now) {
        Set<String> topics = new HashSet<>(waiting.topics());
        topics.addAll(now.topics());
        return new Judgement.Question(topics, now.client(), now.provider(), now.reason());
    }
}
