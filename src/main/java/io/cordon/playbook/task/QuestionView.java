package io.cordon.playbook.task;

import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question as callers see it.
 *
 * @param answer null while it is open
 */
record QuestionView(
        UUID id,
        OrganisationId organisation,
        UUID incidentId,
        UUID taskId,
        Who.Named of,
        String question,
        String askedBy,
        Instant askedAt,
        @Nullable String answer,
        @Nullable String answeredBy,
        @Nullable Instant answeredAt) {

    static QuestionView of(Question question) {
        Question.Answer answer = question.answer();
        return new QuestionView(
                question.id(),
                question.organisation(),
                question.incidentId(),
                question.taskId(),
                question.of(),
                question.question(),
                question.askedBy(),
                question.askedAt(),
                answer == null ? null : answer.text(),
                answer == null ? null : answer.by(),
                answer == null ? null : answer.at());
    }
}
