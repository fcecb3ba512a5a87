package io.cordon.playbook.task;

import io.cordon.api.Cursor;
import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.incident.Incidents;
import io.cordon.playbook.task.ListingTasks.Filter;
import io.cordon.playbook.task.Task.State;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Tasks", description = "What playbooks ask of people")
class TaskController {

    private final ListingTasks tasks;
    private final DoingTasks doing;
    private final OnDuty onDuty;
    private final Incidents incidents;
    private final HandingOver handingOver;
    private final TaskAnswers answers;

    TaskController(
            ListingTasks tasks,
            DoingTasks doing,
            OnDuty onDuty,
            Incidents incidents,
            HandingOver handingOver,
            TaskAnswers answers) {
        this.handingOver = handingOver;
        this.tasks = tasks;
        this.answers = answers;
        this.doing = doing;
        this.onDuty = onDuty;
        this.incidents = incidents;
    }

    /** A filled-in form. */
    record Completion(
            @Schema(example = "{\"clean\": true}") @Nullable Map<String, @Nullable Object> values,

            @Schema(example = "Looked at all three hosts, nothing found.") @Nullable
            String comment) {}

    record Comment(
            @Schema(example = "Waiting for the user to come back.") @Nullable
            String comment) {}

    /** @param to the id of the person */
    record Handover(
            @Schema(example = "bert") @Nullable String to,
            @Schema(example = "My shift is over.") @Nullable String note) {}

    @GetMapping("/tasks")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "Tasks, oldest first",
            description = "'mine' are those that the caller was asked to do, has claimed, or would be asked now:"
                    + " whoever comes on call finds what is still open.")
    @Transactional(readOnly = true)
    public Page<TaskView> list(
            @RequestParam(defaultValue = "false") boolean mine,
            @Parameter(description = "Only those about this organisation", example = "acme")
                    @RequestParam(required = false)
                    @Nullable
                    OrganisationId organisation,
            @RequestParam(required = false) @Nullable String incident,
            @RequestParam(required = false) @Schema(allowableValues = {"client", "provider"}) @Nullable String party,
            @RequestParam(required = false)
                    @Schema(allowableValues = {"open", "claimed", "completed", "cancelled"})
                    @Nullable
                    String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        int size = Cursor.limit(limit);
        PersonRef person = mine ? caller.person() : null;
        if (mine && person == null) {
            return new Page<>(List.of(), null);
        }
        Filter filter = new Filter(
                organisation,
                incident == null ? null : Ids.read("incident", incident),
                choice("party", party, Party.values(), Party::id),
                choice("state", state, State.values(), State::id),
                person,
                person == null ? List.of() : onDuty.of(person));
        return page(filter, cursor, size, caller);
    }

    @GetMapping("/incidents/{id}/tasks")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "The tasks of an incident, oldest first")
    @Transactional(readOnly = true)
    public Page<TaskView> ofIncident(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        UUID incidentId = Ids.read("incident", id);
        if (incidents.find(incidentId).isEmpty()) {
            throw Problem.notFound("incident", id);
        }
        return page(Filter.of(incidentId), cursor, Cursor.limit(limit), caller);
    }

    @GetMapping("/tasks/{id}")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "One task, with its instructions and form")
    @Transactional(readOnly = true)
    public TaskView get(@PathVariable String id, Caller caller) {
        return answers.get(id, caller);
    }

    @PostMapping("/tasks/{id}/claim")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(summary = "Take a task; 409 where somebody else has it")
    public TaskView claim(@PathVariable String id, Caller caller) {
        return answers.of(id, doing.claim(Ids.read("task", id), caller), caller);
    }

    @PostMapping("/tasks/{id}/release")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(summary = "Give a claimed task back")
    public TaskView release(@PathVariable String id, Caller caller) {
        return answers.of(id, doing.release(Ids.read("task", id), caller), caller);
    }

    @PostMapping("/tasks/{id}/complete")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(
            summary = "Complete a task; its playbook goes on",
            description = "422 names each field that is wrong, 403 says who may, 409 where it is no longer open.")
    public TaskView complete(@PathVariable String id, @RequestBody Completion completion, Caller caller) {
        String comment = completion.comment() == null ? null : TaskAnswers.text("comment", completion.comment());
        Map<String, @Nullable Object> values = completion.values() == null ? Map.of() : completion.values();
        return answers.of(id, doing.complete(Ids.read("task", id), values, comment, caller), caller);
    }

    @PostMapping("/tasks/{id}/comment")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(summary = "Say something about a task; it stands on the incident's timeline")
    public TaskView comment(@PathVariable String id, @RequestBody Comment comment, Caller caller) {
        String text = TaskAnswers.text("comment", comment.comment());
        return answers.of(id, doing.comment(Ids.read("task", id), text, caller), caller);
    }

    @PostMapping("/tasks/{id}/hand-over")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(
            summary = "Hand a task over to another person of the Responsible party, who is told of it",
            description = "By whoever may do the task; one that is claimed only by who has it, or a lead. It is open"
                    + " again for the other. 422 says who may take it.")
    public TaskView handOver(@PathVariable String id, @RequestBody Handover handover, Caller caller) {
        String to = handover.to() == null ? "" : handover.to();
        String note =
                handover.note() == null || handover.note().isBlank() ? null : TaskAnswers.text("note", handover.note());
        return answers.of(id, handingOver.handOver(Ids.read("task", id), to, note, caller), caller);
    }

    private Page<TaskView> page(Filter filter, @Nullable String cursor, int size, Caller caller) {
        Page<Task> page = Page.of(
                tasks.list(filter, Cursor.decodeId(cursor), size),
                size,
                task -> task.id().toString());
        return new Page<>(answers.of(page.items(), caller), page.next());
    }

    private static <T> @Nullable T choice(String name, @Nullable String text, T[] values, Function<T, String> id) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(values)
                .filter(value -> id.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        name,
                        "Expected one of "
                                + String.join(
                                        ", ", Arrays.stream(values).map(id).toList()) + ", but got something else."));
    }
}
