package io.cordon.playbook.task;

import io.cordon.incident.IncidentBrief;
import io.cordon.organisation.Severity;
import io.cordon.playbook.engine.TaskForm;
import io.cordon.tenancy.OrganisationId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as callers see it.
 *
 * @param translations name and instructions in other languages, as the playbook's author wrote them: by language, then by
 *     field
 * @param about what of the incident it is about: what tells it from others of its name
 * @param questions what people were asked about it, oldest first
 * @param notes what people said about it, oldest first
 * @param mayDo whether the caller could claim or complete it now
 */
record TaskView(
        UUID id,
        OrganisationId organisation,
        UUID incidentId,
        OfIncident incident,
        String playbook,
        @Schema(example = "check-hosts") String step,
        @Schema(example = "Check the hosts") String name,
        @Schema(example = "incident-response-first-line") String function,
        String instructions,
        Map<String, Map<String, String>> translations,
        List<About> about,
        Form form,
        Who.Side responsible,
        Who.@Nullable Side accountable,
        List<Who.Named> consulted,
        List<Who.Named> informed,
        int matrixVersion,
        Instant due,

        @Schema(allowableValues = {"open", "claimed", "completed", "cancelled"})
        String state,

        @Nullable String claimedBy,
        Instant createdAt,

        @Schema(description = "Who completed it, or cordon:playbook where it was cancelled") @Nullable
        String completedBy,

        @Nullable Instant completedAt,
        @Nullable Map<String, Object> values,

        @Schema(description = "What was said when it was completed, or why it was cancelled") @Nullable
        String comment,

        List<QuestionView> questions,
        List<TaskNotes.Note> notes,
        boolean mayDo) {

    /** What a list across clients says of the incident. */
    @Schema(name = "IncidentInShort")
    record OfIncident(int number, String title, Severity severity) {

        static OfIncident of(IncidentBrief incident) {
            return new OfIncident(incident.number(), incident.title(), incident.severity());
        }
    }

    /** What stands beside a task. */
    record Beside(IncidentBrief incident, List<QuestionView> questions, List<TaskNotes.Note> notes, boolean mayDo) {}

    /** What is asked for. */
    record Form(List<Field> fields) {}

    /** @param translations the label in other languages: by language, then {@code label} */
    record Field(
            String name,
            String label,

            @Schema(allowableValues = {"text", "longtext", "choice", "boolean", "number", "date", "file"})
            String type,

            boolean required,
            List<TaskForm.Option> options,
            Map<String, Map<String, String>> translations) {}

    static TaskView of(Task task, Beside beside) {
        return new TaskView(
                task.id(),
                task.organisation(),
                task.incidentId(),
                OfIncident.of(beside.incident()),
                task.playbook(),
                task.step(),
                task.name(),
                task.function(),
                task.instructions(),
                task.translations(),
                task.about(),
                new Form(task.form().fields().stream()
                        .map(field -> new Field(
                                field.name(),
                                field.label(),
                                field.type(),
                                field.required(),
                                field.options(),
                                field.translations()))
                        .toList()),
                task.who().responsible(),
                task.who().accountable(),
                task.who().consulted(),
                task.who().informed(),
                task.who().matrixVersion(),
                task.due(),
                task.state().id(),
                task.claimedBy(),
                task.createdAt(),
                task.endedBy(),
                task.endedAt(),
                task.answers(),
                task.comment(),
                beside.questions(),
                beside.notes(),
                beside.mayDo());
    }
}
