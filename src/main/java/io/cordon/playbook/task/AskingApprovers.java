package io.cordon.playbook.task;

import io.cordon.incident.Timeline;
import io.cordon.notification.Message;
import io.cordon.notification.Notifications;
import io.cordon.organisation.Approvers;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Person;
import io.cordon.response.ActionMoved;
import io.cordon.response.ActionState;
import io.cordon.response.Actions;
import io.cordon.response.ApprovalAsked;
import io.cordon.tenancy.Party;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells those who may approve an action that it waits for them, in the transaction in which it begins to wait. */
@Component
class AskingApprovers {

    private final Actions actions;
    private final Contracts contracts;
    private final Notifications notifications;
    private final Timeline timeline;
    private final Clock clock;

    AskingApprovers(Actions actions, Contracts contracts, Notifications notifications, Timeline timeline, Clock clock) {
        this.actions = actions;
        this.contracts = contracts;
        this.notifications = notifications;
        this.timeline = timeline;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ActionMoved moved) {
        if (moved.to() == ActionState.AWAITING_APPROVAL && moved.from() != moved.to()) {
            ask(moved, actions.approvalAsked(moved.actionId()).orElseThrow());
        }
    }

    private void ask(ActionMoved moved, ApprovalAsked asked) {
        Contract contract = contracts.of(moved.organisation());
        List<Person> approvers = new ArrayList<>();
        List<Party> without = new ArrayList<>();
        for (Party party : asked.parties()) {
            List<Person> first = Approvers.first(contract, party, asked.requester());
            approvers.addAll(first);
            if (first.isEmpty()) {
                without.add(party);
            }
        }
        List<Person> told = new ArrayList<>(approvers);
        if (approvers.isEmpty() || (asked.client() > 0 && asked.provider() > 0 && !without.isEmpty())) {
            List<Person> answerable = answerable(contract, asked);
            told.addAll(answerable);
            note(moved, without, answerable);
        }
        notifications.send(new Message(
                moved.organisation(),
                moved.incidentId(),
                "approval-waiting",
                told.stream().distinct().toList(),
                values(moved, asked, approvers),
                // Another question about the same action is told again.
                "approval/" + moved.actionId() + "/"
                        + Integer.toHexString(moved.reason().hashCode()),
                List.of()));
    }

    private static Map<String, Object> values(ActionMoved moved, ApprovalAsked asked, List<Person> approvers) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "what", moved.verb().id().replace('_', ' ') + " " + moved.target(),
                "verb", moved.verb().id(),
                "target", moved.target(),
                "connector", moved.connector(),
                "reason", moved.reason(),
                "approvers",
                        approvers.isEmpty()
                                ? "nobody so far"
                                : approvers.stream()
                                        .map(Person::name)
                                        .distinct()
                                        .collect(Collectors.joining(", "))));
        if (asked.until() != null) {
            values.put("by", asked.until());
        }
        return values;
    }

    /**
     * Who can see to it that somebody may: whoever is Accountable for approving, else the leads and administrators of
     * both parties, else whoever asked; who has no address hears of nothing.
     */
    private List<Person> answerable(Contract contract, ApprovalAsked asked) {
        Person accountable =
                contract.assign(Approvers.FUNCTION, clock.instant()).accountable();
        if (accountable != null
                && accountable.email() != null
                && !accountable.ref().equals(asked.requester())) {
            return List.of(accountable);
        }
        List<Person> leads = Stream.of(Party.values())
                .flatMap(party -> Approvers.of(contract, party, asked.requester()).stream())
                .filter(person -> person.email() != null)
                .toList();
        return leads.isEmpty()
                ? Stream.concat(contract.clientPeople().stream(), contract.providerPeople().stream())
                        .filter(person -> person.ref().equals(asked.requester()))
                        .toList()
                : leads;
    }

    private void note(ActionMoved moved, List<Party> without, List<Person> told) {
        timeline.add(
                moved.organisation(),
                moved.incidentId(),
                "notification",
                "cordon:playbook",
                moved.verb().id() + " " + moved.target() + " waits for approval, but nobody of the "
                        + without.stream().map(Party::id).collect(Collectors.joining(" or the "))
                        + " may give it beside whoever asked. "
                        + (told.isEmpty()
                                ? "There is nobody to tell either."
                                : "Told "
                                        + told.stream()
                                                .map(Person::name)
                                                .distinct()
                                                .collect(Collectors.joining(", "))
                                        + " instead, who can give somebody the right to."),
                Map.of("actionId", moved.actionId()));
    }
}
