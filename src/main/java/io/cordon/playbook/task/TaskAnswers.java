package io.cordon.playbook.task;

import io.cordon.api.Ids;
import io.cordon.api.Problem;
import io.cordon.api.Storable;
import io.cordon.playbook.task.DoingTasks.Outcome;
import io.cordon.tenancy.Caller;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What callers are answered about tasks, and what they may write. */
@Component
class TaskAnswers {

    private static final int LONGEST = 20_000;

    private final Tasks tasks;
    private final TaskViews views;
    private final TransactionTemplate transaction;

    TaskAnswers(Tasks tasks, TaskViews views, TransactionTemplate transaction) {
        this.tasks = tasks;
        this.views = views;
        this.transaction = transaction;
    }

    TaskView get(String id, Caller caller) {
        return tasks.find(Ids.read("task", id))
                .map(task -> views.of(task, caller))
                .orElseThrow(() -> Problem.notFound("task", id));
    }

    List<TaskView> of(List<Task> several, Caller caller) {
        return views.of(several, caller);
    }

    TaskView of(String id, Outcome outcome, Caller caller) {
        return switch (outcome) {
            case Outcome.Done done ->
                Objects.requireNonNull(transaction.execute(status -> views.of(done.task(), caller)));
            case Outcome.Unknown unknown -> throw Problem.notFound("task", id);
            case Outcome.Forbidden forbidden -> throw Problem.forbidden(forbidden.reason());
            case Outcome.Conflict conflict -> throw Problem.conflict(conflict.reason());
            case Outcome.Invalid invalid -> throw Problem.invalid(invalid.findings());
        };
    }

    /** What a person wrote; 422 where there is nothing, or too much of it. */
    static String text(String field, @Nullable String written) {
        if (written == null || written.isBlank()) {
            throw Problem.invalid(field, "Expected a text, but there is none.");
        }
        if (written.length() > LONGEST || !Storable.is(written)) {
            throw Problem.invalid(field, "Expected a text of at most " + LONGEST + " characters that can be stored.");
        }
        return written.strip();
    }
}
