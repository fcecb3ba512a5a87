package io.cordon.playbook.task;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that one person wants to know of another for a task.
 *
 * @param asker the person who asked; null for a token that acts for nobody
 * @param answer null while it is open
 */
record Question(
        OrganisationId organisation,
        UUID id,
        UUID incidentId,
        UUID taskId,
        String question,
        String askedBy,
        @Nullable PersonRef asker,
        Instant askedAt,
        Who.Named of,
        @Nullable Answer answer) {

    record Answer(String text, String by, Instant at) {}

    Question answered(Answer given) {
        return new Question(organisation, id, incidentId, taskId, question, askedBy, asker, askedAt, of, given);
    }
}
