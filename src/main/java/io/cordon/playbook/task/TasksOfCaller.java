package io.cordon.playbook.task;

import io.cordon.playbook.task.ListingTasks.Filter;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What playbooks and other people ask of a caller now. */
@Component
public class TasksOfCaller {

    private final ListingTasks tasks;
    private final Questions questions;
    private final OnDuty onDuty;

    TasksOfCaller(ListingTasks tasks, Questions questions, OnDuty onDuty) {
        this.tasks = tasks;
        this.questions = questions;
        this.onDuty = onDuty;
    }

    /**
     * A task or a question.
     *
     * @param due null for a question: nobody promised when
     * @param claimedBy who has taken a task; null for nobody
     * @param about what of the incident a task is about
     * @param acknowledges whether it asks to acknowledge the incident
     * @param reply null where the caller asked nothing about a task, or nobody has answered yet
     * @param translations the name of a task in other languages; a question is in its asker's words alone
     */
    public record Asked(
            OrganisationId organisation,
            UUID id,
            UUID incidentId,
            String name,
            @Nullable Instant due,
            Instant since,
            @Nullable String claimedBy,
            List<About> about,
            boolean acknowledges,
            @Nullable Reply reply,
            Map<String, Map<String, String>> translations) {}

    /**
     * The newest answer to what the caller asked about a task.
     *
     * @param by who answered, as {@code acme/anna}
     */
    @Schema(name = "ReplyOfWork")
    public record Reply(String question, String answer, String by, Instant at) {}

    /** Open tasks that the caller was asked to do, or would be asked now, and those that they have claimed. */
    public List<Asked> tasks(Caller caller, int most) {
        PersonRef person = caller.person();
        if (person == null) {
            return List.of();
        }
        List<ListingTasks.Duty> duties = onDuty.of(person);
        List<Task> waiting = Stream.of(Task.State.OPEN, Task.State.CLAIMED)
                .flatMap(state -> tasks.list(new Filter(null, null, null, state, person, duties), null, most).stream())
                .filter(task -> task.claimedBy() == null || task.claimedBy().equals(person.toString()))
                .toList();
        Map<UUID, Reply> replies =
                replies(person, waiting.stream().map(Task::id).toList());
        return waiting.stream()
                .map(task -> new Asked(
                        task.organisation(),
                        task.id(),
                        task.incidentId(),
                        task.name(),
                        task.due(),
                        task.createdAt(),
                        task.claimedBy(),
                        task.about(),
                        task.acknowledges(),
                        replies.get(task.id()),
                        task.translations()))
                .toList();
    }

    private Map<UUID, Reply> replies(PersonRef person, List<UUID> tasks) {
        Map<UUID, Reply> newest = new HashMap<>();
        for (Question question : questions.about(tasks)) {
            Question.Answer answer = question.answer();
            if (answer != null && person.equals(question.asker())) {
                newest.merge(
                        question.taskId(),
                        new Reply(question.question(), answer.text(), answer.by(), answer.at()),
                        (one, other) -> one.at().isAfter(other.at()) ? one : other);
            }
        }
        return newest;
    }

    /** Open questions that the caller was asked. */
    public List<Asked> questions(Caller caller, int most) {
        PersonRef person = caller.person();
        return person == null
                ? List.of()
                : questions.list(new Questions.Filter(person, null, true), null, most).stream()
                        .map(question -> new Asked(
                                question.organisation(),
                                question.id(),
                                question.incidentId(),
                                question.question(),
                                null,
                                question.askedAt(),
                                null,
                                List.of(),
                                false,
                                null,
                                Map.of()))
                        .toList();
    }
}
