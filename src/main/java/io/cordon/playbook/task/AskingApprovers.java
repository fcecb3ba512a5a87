package io.cordon.playbook.task;

import io.cordon.notification.Message;
import io.cordon.notification.Notifications;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Person;
import io.cordon.response.ActionMoved;
import io.cordon.response.ActionState;
import io.cordon.response.Actions;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells those who may approve an action that it waits for them, in the transaction in which it begins to wait. */
@Component
class AskingApprovers {

    private static final String APPROVING = "containment-approval";

    private final Actions actions;
    private final Contracts contracts;
    private final Notifications notifications;

    AskingApprovers(Actions actions, Contracts contracts, Notifications notifications) {
        this.actions = actions;
        this.contracts = contracts;
        this.notifications = notifications;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ActionMoved moved) {
        if (moved.to() != ActionState.AWAITING_APPROVAL) {
            return;
        }
        Contract contract = contracts.of(moved.organisation());
        List<Person> asked = new ArrayList<>();
        actions.approvalsAsked(moved.actionId()).forEach((party, people) -> {
            if (people > 0) {
                asked.addAll(approvers(contract, party));
            }
        });
        notifications.send(new Message(
                moved.organisation(),
                moved.incidentId(),
                "approval-waiting",
                asked,
                Map.of(
                        "what", moved.verb().id().replace('_', ' ') + " " + moved.target(),
                        "verb", moved.verb().id(),
                        "target", moved.target(),
                        "connector", moved.connector(),
                        "reason", moved.reason(),
                        "approvers", asked.stream().map(Person::name).distinct().collect(Collectors.joining(", "))),
                // Another question about the same action is told again.
                "approval/" + moved.actionId() + "/"
                        + Integer.toHexString(moved.reason().hashCode()),
                List.of()));
    }

    /** Those of the party who have the function; without any, its leads and administrators, who may as well. */
    private static List<Person> approvers(Contract contract, Party party) {
        List<Person> people = party == Party.CLIENT ? contract.clientPeople() : contract.providerPeople();
        List<Person> appointed = people.stream()
                .filter(person -> person.functions().contains(APPROVING))
                .toList();
        return appointed.isEmpty()
                ? people.stream()
                        .filter(person -> person.roles().contains(Role.LEAD)
                                || person.roles().contains(Role.ADMIN))
                        .toList()
                : appointed;
    }
}
