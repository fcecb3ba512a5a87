package io.cordon.playbook.task;

import io.cordon.api.Finding;
import io.cordon.api.Ids;
import io.cordon.audit.AuditTrail;
import io.cordon.incident.Timeline;
import io.cordon.notification.Message;
import io.cordon.notification.Notifications;
import io.cordon.organisation.Person;
import io.cordon.playbook.task.DoingTasks.Outcome;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody passes a task on to another person of the Responsible party, who finds it open and is told of it. */
@Component
class HandingOver {

    private final Tasks tasks;
    private final WhoMayAct whoMayAct;
    private final TaskNotes notes;
    private final Timeline timeline;
    private final AuditTrail audit;
    private final Notifications notifications;
    private final ActingFor actingFor;

    HandingOver(
            Tasks tasks,
            WhoMayAct whoMayAct,
            TaskNotes notes,
            Timeline timeline,
            AuditTrail audit,
            Notifications notifications,
            ActingFor actingFor) {
        this.tasks = tasks;
        this.whoMayAct = whoMayAct;
        this.notes = notes;
        this.timeline = timeline;
        this.audit = audit;
        this.notifications = notifications;
        this.actingFor = actingFor;
    }

    /**
     * Asks another person instead of whoever has it.
     *
     * @param to the id of a person of the Responsible party, or {@code organisation/id}
     */
    @Transactional
    public Outcome handOver(UUID id, String to, @Nullable String note, Caller caller) {
        Optional<Task> found = tasks.findToChange(id, caller.party());
        return found.isEmpty()
                ? new Outcome.Unknown()
                : actingFor.call(found.get().organisation(), () -> handOver(found.get(), to, note, caller));
    }

    private Outcome handOver(Task task, String to, @Nullable String note, Caller caller) {
        if (!whoMayAct.mayAct(task, caller)) {
            return new Outcome.Forbidden(WhoMayAct.inWords(task));
        }
        if (!task.state().isWaiting()) {
            return new Outcome.Conflict("The task is " + task.state().id() + ": there is nothing to hand over.");
        }
        if (task.claimedBy() != null
                && !task.claimedBy().equals(WhoMayAct.nameInTask(caller))
                && !WhoMayAct.isLead(caller)) {
            return new Outcome.Conflict(
                    "The task is claimed by " + task.claimedBy() + "; they or a lead may hand it over.");
        }
        List<Person> candidates = whoMayAct.mayTake(task);
        Optional<Person> taker = candidates.stream()
                .filter(person ->
                        person.ref().id().equals(to) || person.ref().toString().equals(to))
                .findFirst();
        if (taker.isEmpty()) {
            return new Outcome.Invalid(List.of(new Finding("to", whoMayTake(task, candidates))));
        }
        return handOver(task, taker.get(), note, caller);
    }

    private Outcome handOver(Task task, Person to, @Nullable String note, Caller caller) {
        if (!tasks.passOn(task, task.who().passedOn(to))) {
            return new Outcome.Conflict("The task has moved at the same moment; look at it again.");
        }
        if (note != null) {
            notes.add(task, caller.name(), note);
        }
        timeline.add(
                task.organisation(),
                task.incidentId(),
                "task",
                caller.name(),
                "Task handed over: " + task.name() + ". To " + to.name() + "." + (note == null ? "" : " " + note),
                Map.of("taskId", task.id()));
        audit.append(
                task.organisation(),
                caller.name(),
                "task-handed-over",
                "task:" + task.id(),
                Map.of(
                        "incident", task.incidentId(),
                        "to", to.ref().toString(),
                        "claimedBefore", String.valueOf(task.claimedBy())));
        notifications.send(new Message(
                task.organisation(),
                task.incidentId(),
                "task-waiting",
                List.of(to),
                Map.of(
                        "task", task.name(),
                        "about", About.inWords(task.about()),
                        "function", task.function(),
                        "instructions", task.instructions(),
                        "by", task.due()),
                // Whoever had it before, and gets it back, is told again.
                "task:" + task.id() + "/" + Ids.next(),
                List.of()));
        return new Outcome.Done(tasks.find(task.id()).orElseThrow());
    }

    private static String whoMayTake(Task task, List<Person> candidates) {
        String party = task.who().responsible().party().id();
        return "Expected a person of the " + party + " who takes part in " + task.function() + ". "
                + (candidates.isEmpty()
                        ? "There is nobody."
                        : "There are: "
                                + candidates.stream()
                                        .map(person -> person.name() + " ("
                                                + person.ref().id() + ")")
                                        .collect(Collectors.joining(", "))
                                + ".");
    }
}
