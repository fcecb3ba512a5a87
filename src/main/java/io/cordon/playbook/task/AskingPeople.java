package io.cordon.playbook.task;

import io.cordon.api.Ids;
import io.cordon.audit.AuditTrail;
import io.cordon.incident.Incident;
import io.cordon.incident.Incidents;
import io.cordon.incident.Timeline;
import io.cordon.notification.Message;
import io.cordon.notification.Notifications;
import io.cordon.organisation.Assignment;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.ProviderShutOut;
import io.cordon.organisation.ServiceLevel;
import io.cordon.playbook.engine.TaskOpened;
import io.cordon.playbook.task.Task.State;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Opens and cancels tasks as playbooks come to them, in the engine's transaction. */
@Component
public class AskingPeople {

    private static final int DAYS_TO_LEARN = 5;
    private static final Set<String> FIRST_TO_LOOK = Set.of("monitoring", "incident-response-first-line");
    private static final Set<String> CONTAINING = Set.of("containment-approval", "incident-response-deep-analysis");

    private static final String ACKNOWLEDGED = "Done by acknowledging the incident.";

    private final Tasks tasks;
    private final Contracts contracts;
    private final Incidents incidents;
    private final Timeline timeline;
    private final AuditTrail audit;
    private final Notifications notifications;
    private final Clock clock;

    AskingPeople(
            Tasks tasks,
            Contracts contracts,
            Incidents incidents,
            Timeline timeline,
            AuditTrail audit,
            Notifications notifications,
            Clock clock) {
        this.tasks = tasks;
        this.contracts = contracts;
        this.incidents = incidents;
        this.timeline = timeline;
        this.audit = audit;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** Asks whom the organisation's matrix names, and tells them. */
    public void open(TaskOpened opened) {
        OrganisationId organisation = opened.organisation();
        Instant now = clock.instant();
        // Before the contract is read: what it names stays true until the task is there for a shut-out to find.
        tasks.providerStaysIn(organisation);
        Contract contract = contracts.of(organisation);
        Assignment assignment = contract.assign(opened.function(), now);
        Incident incident = incidents
                .find(organisation, opened.incidentId())
                .orElseThrow(() -> new IllegalStateException(
                        "Expected incident " + opened.incidentId() + " of the task " + opened.step()));
        Task task = new Task(
                organisation,
                Ids.next(),
                opened.incidentId(),
                opened.task(),
                opened.playbook(),
                opened.step(),
                opened.name(),
                opened.function(),
                opened.instructions(),
                opened.form(),
                opened.acknowledges(),
                About.of(incident),
                opened.translations(),
                Who.of(assignment),
                State.OPEN,
                null,
                due(opened.function(), contract, incident, now),
                now,
                null,
                null,
                null,
                null);
        tasks.add(task);
        timeline.add(
                organisation,
                task.incidentId(),
                "task",
                "playbook:" + task.playbook(),
                "Task opened: " + task.name() + ". " + whoIsResponsible(task.who()),
                Map.of("taskId", task.id(), "function", task.function()));
        audit.append(
                organisation,
                "playbook:" + task.playbook(),
                "task-opened",
                "task:" + task.id(),
                Map.of(
                        "incident", task.incidentId(),
                        "step", task.step(),
                        "function", task.function(),
                        "party", assignment.party().id(),
                        "matrixVersion", assignment.matrixVersion()));
        tell(task, assignment);
    }

    /** What the provider's people held goes to whom the matrix names next once the client has shut them out. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ProviderShutOut shutOut) {
        OrganisationId client = shutOut.client();
        Contract contract = contracts.of(client);
        for (Task task : tasks.heldByProvider(client)) {
            Assignment assignment = contract.assign(task.function(), clock.instant());
            Who who = Who.of(assignment);
            tasks.handOver(task, who);
            timeline.add(
                    client,
                    task.incidentId(),
                    "task",
                    shutOut.by().name(),
                    "Task handed over: " + task.name() + ". The provider may no longer reach this organisation. "
                            + whoIsResponsible(who),
                    Map.of("taskId", task.id(), "function", task.function()));
            audit.append(
                    client,
                    shutOut.by().name(),
                    "task-handed-over",
                    "task:" + task.id(),
                    Map.of(
                            "incident", task.incidentId(),
                            "function", task.function(),
                            "party", assignment.party().id(),
                            "claimedBefore", String.valueOf(task.claimedBy())));
            tell(task, assignment);
        }
    }

    /** Whoever was told of the task before is not told again. */
    private void tell(Task task, Assignment assignment) {
        notifications.send(new Message(
                task.organisation(),
                task.incidentId(),
                "task-waiting",
                assignment.responsible(),
                Map.of(
                        "task", task.name(),
                        "about", About.inWords(task.about()),
                        "function", task.function(),
                        "instructions", task.instructions(),
                        "by", task.due()),
                "task:" + task.id(),
                List.of()));
    }

    private static String whoIsResponsible(Who who) {
        String people = who.responsible().people().stream().map(Who.Named::name).collect(Collectors.joining(", "));
        return "The " + who.responsible().party().id() + " is responsible ("
                + (people.isEmpty() ? "nobody is named there" : people) + ").";
    }

    public void cancel(OrganisationId organisation, String engineTask, String reason) {
        tasks.providerStaysIn(organisation);
        if (!tasks.cancel(organisation, engineTask, reason)) {
            return;
        }
        Task task = tasks.findByEngineTask(organisation, engineTask).orElseThrow();
        timeline.add(
                organisation,
                task.incidentId(),
                "task",
                "cordon:playbook",
                "Task cancelled: " + task.name() + " (" + reason + ").",
                Map.of("taskId", task.id()));
        audit.append(
                organisation,
                "cordon:playbook",
                "task-cancelled",
                "task:" + task.id(),
                Map.of("incident", task.incidentId(), "reason", reason));
    }

    /** Somebody acknowledged an incident: what asked for that is done, by them, whatever takes it away now. */
    public void acknowledged(OrganisationId organisation, UUID incidentId, String by) {
        tasks.providerStaysIn(organisation);
        for (Task task : tasks.acknowledged(organisation, incidentId, ACKNOWLEDGED, by)) {
            timeline.add(
                    organisation,
                    incidentId,
                    "task",
                    by,
                    "Task completed: " + task.name() + ". Done by acknowledging the incident.",
                    Map.of("taskId", task.id()));
            audit.append(
                    organisation,
                    by,
                    "task-completed",
                    "task:" + task.id(),
                    Map.of("by", "acknowledging the incident"));
        }
    }

    /** The next open promise that a function serves; what comes after the incident counts from its own beginning. */
    private static Instant due(String function, Contract contract, Incident incident, Instant now) {
        ServiceLevel promised = contract.serviceLevel(incident.severity());
        return switch (function) {
            case "post-incident-report" -> contract.after(now, promised.resolved(), promised.businessClock());
            // No promise to a client hangs on it, and a crisis is over: people meet while they remember.
            case "lessons-learned" -> contract.afterWorkingDays(now, DAYS_TO_LEARN);
            default ->
                contract.after(incident.detectedAt(), minutes(function, promised, incident), promised.businessClock());
        };
    }

    private static int minutes(String function, ServiceLevel promised, Incident incident) {
        boolean first = FIRST_TO_LOOK.contains(function);
        if (first && incident.acknowledgedAt() == null) {
            return promised.acknowledged();
        }
        return (first || CONTAINING.contains(function)) && incident.containedAt() == null
                ? promised.contained()
                : promised.resolved();
    }
}
