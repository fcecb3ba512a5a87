package io.cordon.playbook.task;

import io.cordon.api.Finding;
import io.cordon.audit.AuditTrail;
import io.cordon.incident.IncidentAcknowledged;
import io.cordon.incident.Incidents;
import io.cordon.incident.Timeline;
import io.cordon.playbook.engine.Engine;
import io.cordon.playbook.engine.OneAtATime;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** People take tasks, give them back, and complete them. */
@Component
class DoingTasks {

    private static final int ATTEMPTS = 5;

    private final Tasks tasks;
    private final Engine engine;
    private final OneAtATime turns;
    private final WhoMayAct whoMayAct;
    private final TaskNotes notes;
    private final Incidents incidents;
    private final ApplicationEventPublisher events;
    private final Timeline timeline;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final ActingFor actingFor;

    DoingTasks(
            Tasks tasks,
            Engine engine,
            OneAtATime turns,
            WhoMayAct whoMayAct,
            TaskNotes notes,
            Incidents incidents,
            ApplicationEventPublisher events,
            Timeline timeline,
            AuditTrail audit,
            TransactionTemplate transaction,
            ActingFor actingFor) {
        this.tasks = tasks;
        this.engine = engine;
        this.turns = turns;
        this.whoMayAct = whoMayAct;
        this.notes = notes;
        this.incidents = incidents;
        this.events = events;
        this.timeline = timeline;
        this.audit = audit;
        this.transaction = transaction;
        this.actingFor = actingFor;
    }

    /** What became of what somebody wanted to do. */
    sealed interface Outcome {
        record Done(Task task) implements Outcome {}

        /** There is no such task for the caller. */
        record Unknown() implements Outcome {}

        /** It is not the caller's to do; says whose. */
        record Forbidden(String reason) implements Outcome {}

        /** The task's state does not allow it. */
        record Conflict(String reason) implements Outcome {}

        record Invalid(List<Finding> findings) implements Outcome {}
    }

    Outcome claim(UUID id, Caller caller) {
        return act(id, caller, (task, by) -> {
            if (!tasks.claim(task, by, caller.party())) {
                return conflict(task);
            }
            record(task, caller, "task-claimed", "Task taken: " + task.name() + ".", Map.of());
            acknowledge(task, caller);
            return done(task);
        });
    }

    Outcome release(UUID id, Caller caller) {
        return act(id, caller, (task, by) -> {
            if (!by.equals(task.claimedBy()) && !WhoMayAct.isLead(caller)) {
                return task.claimedBy() == null
                        ? new Outcome.Conflict("Nobody has claimed this task.")
                        : new Outcome.Forbidden(
                                "Only " + task.claimedBy() + ", who claimed this task, or a lead may release it.");
            }
            if (!tasks.release(task)) {
                return new Outcome.Conflict("Nobody has claimed this task.");
            }
            record(task, caller, "task-released", "Task given back: " + task.name() + ".", Map.of());
            return done(task);
        });
    }

    /** Completes a task and moves its playbook on, in one transaction. */
    Outcome complete(UUID id, Map<String, @Nullable Object> values, @Nullable String comment, Caller caller) {
        return act(id, caller, (task, by) -> {
            if (task.claimedBy() != null
                    && task.state().isWaiting()
                    && !by.equals(task.claimedBy())
                    && !WhoMayAct.isLead(caller)) {
                return conflict(task);
            }
            Answers answers = Answers.check(task.form(), values);
            if (task.state().isWaiting() && !answers.findings().isEmpty()) {
                return new Outcome.Invalid(answers.findings());
            }
            turns.waitForTurn(task.organisation(), task.incidentId());
            if (!tasks.complete(task, answers.values(), comment, caller.name())) {
                return conflict(tasks.find(id).orElse(task));
            }
            record(
                    task,
                    caller,
                    "task-completed",
                    "Task completed: " + task.name() + "." + answers.inWords(task.form())
                            + (comment == null ? "" : " " + comment),
                    Map.of("values", answers.values()));
            acknowledge(task, caller);
            engine.complete(task.organisation(), task.engineTask(), answers.flags(task.form()));
            return done(task);
        });
    }

    Outcome comment(UUID id, String comment, Caller caller) {
        return inTransaction(() -> tasks.findToChange(id, caller.party())
                .<Outcome>map(task -> actingFor.call(task.organisation(), () -> {
                    notes.add(task, caller.name(), comment);
                    timeline.add(
                            task.organisation(),
                            task.incidentId(),
                            "comment",
                            caller.name(),
                            "On the task '" + task.name() + "': " + comment,
                            Map.of("taskId", task.id()));
                    return new Outcome.Done(task);
                }))
                .orElseGet(Outcome.Unknown::new));
    }

    /** @param work gets the task and how its columns name the caller */
    private Outcome act(UUID id, Caller caller, BiFunction<Task, String, Outcome> work) {
        return inTransaction(() -> {
            Optional<Task> found = tasks.findToChange(id, caller.party());
            if (found.isEmpty()) {
                return new Outcome.Unknown();
            }
            Task task = found.get();
            return actingFor.call(task.organisation(), () -> {
                if (!whoMayAct.mayAct(task, caller)) {
                    return new Outcome.Forbidden(WhoMayAct.inWords(task));
                }
                return work.apply(task, WhoMayAct.nameInTask(caller));
            });
        });
    }

    /** Tries again where the playbook moved at the same moment: the engine refuses, nothing has happened. */
    private Outcome inTransaction(java.util.function.Supplier<Outcome> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return java.util.Objects.requireNonNull(transaction.execute(status -> {
                    Outcome outcome = work.get();
                    if (!(outcome instanceof Outcome.Done)) {
                        status.setRollbackOnly();
                    }
                    return outcome;
                }));
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !Engine.isCollision(e)) {
                    throw e;
                }
            }
        }
    }

    /** Whoever works on an incident has seen it; one who takes the task that asks for that has still to answer it. */
    private void acknowledge(Task task, Caller caller) {
        boolean first = incidents.acknowledge(task.organisation(), task.incidentId(), caller.name());
        if (first && !task.acknowledges()) {
            events.publishEvent(new IncidentAcknowledged(task.organisation(), task.incidentId(), caller.name()));
        }
    }

    private static Outcome conflict(Task task) {
        return new Outcome.Conflict(
                switch (task.state()) {
                    case OPEN -> "The task is open again; claim it first.";
                    case CLAIMED -> "The task is claimed by " + task.claimedBy() + "; they or a lead may release it.";
                    case COMPLETED -> "The task is completed already, by " + task.endedBy() + ".";
                    case CANCELLED -> "The task was cancelled: " + task.comment() + ".";
                });
    }

    private Outcome done(Task task) {
        return new Outcome.Done(tasks.find(task.id()).orElseThrow());
    }

    private void record(Task task, Caller caller, String action, String text, Map<String, ?> detail) {
        timeline.add(task.organisation(), task.incidentId(), "task", caller.name(), text, Map.of("taskId", task.id()));
        audit.append(task.organisation(), caller.name(), action, "task:" + task.id(), detail);
    }
}
