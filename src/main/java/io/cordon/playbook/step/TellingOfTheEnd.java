package io.cordon.playbook.step;

import io.cordon.incident.Incident;
import io.cordon.incident.Incidents;
import io.cordon.incident.StatusChanged;
import io.cordon.notification.Message;
import io.cordon.notification.Notifications;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Person;
import io.cordon.playbook.task.Tasks;
import io.cordon.playbook.task.Tasks.Waiting;
import io.cordon.tenancy.ActingFor;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells that a person has resolved or closed an incident, as its playbook would have: whoever was woken for it, or is
 * asked for something, would go on believing in it.
 */
@Component
class TellingOfTheEnd {

    private final Incidents incidents;
    private final Contracts contracts;
    private final Tasks tasks;
    private final Notifications notifications;
    private final ActingFor actingFor;
    private final Clock clock;

    TellingOfTheEnd(
            Incidents incidents,
            Contracts contracts,
            Tasks tasks,
            Notifications notifications,
            ActingFor actingFor,
            Clock clock) {
        this.incidents = incidents;
        this.contracts = contracts;
        this.tasks = tasks;
        this.notifications = notifications;
        this.actingFor = actingFor;
        this.clock = clock;
    }

    // Last: the letter is written at once, and says what the incident's end has withdrawn.
    @Order(Ordered.LOWEST_PRECEDENCE)
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(StatusChanged changed) {
        if (changed.isEnd() && !changed.isByPlaybook() && !changed.isMerge()) {
            actingFor.run(changed.organisation(), () -> tell(changed));
        }
    }

    private void tell(StatusChanged changed) {
        Incident incident = incidents
                .find(changed.organisation(), changed.incidentId())
                .orElseThrow(() -> new IllegalStateException("Expected incident " + changed.incidentId()));
        Instant now = clock.instant();
        notifications.send(new Message(
                changed.organisation(),
                changed.incidentId(),
                "incident-resolved",
                people(incident, now),
                Map.of(
                        "ended",
                        changed.to().id(),
                        "reason",
                        "By " + changed.by() + ": " + changed.reason(),
                        "asked",
                        "The tasks about it are cancelled. What is in force below stays so until its time is up or"
                                + " somebody undoes it."),
                incident.id() + ":ended:" + now,
                List.of()));
    }

    private List<Person> people(Incident incident, Instant now) {
        Contract contract = contracts.of(incident.organisation());
        Set<Person> people = new LinkedHashSet<>(Recipients.escalation(contract, incident.severity(), now));
        tasks.waiting(incident.organisation(), incident.id()).stream()
                .map(Waiting::function)
                .distinct()
                .forEach(
                        function -> people.addAll(contract.assign(function, now).responsible()));
        return List.copyOf(people);
    }
}
