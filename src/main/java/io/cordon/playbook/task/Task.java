package io.cordon.playbook.task;

import com.fasterxml.jackson.annotation.JsonValue;
import io.cordon.playbook.engine.TaskForm;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a playbook asks of a person.
 *
 * @param acknowledges whether it asks to acknowledge the incident: whoever does so elsewhere has done it
 * @param about what of the incident it is about, as it was when the task was opened
 */
record Task(
        OrganisationId organisation,
        UUID id,
        UUID incidentId,
        String engineTask,
        String playbook,
        String step,
        String name,
        String function,
        String instructions,
        TaskForm form,
        boolean acknowledges,
        List<About> about,
        Map<String, Map<String, String>> translations,
        Who who,
        State state,
        @Nullable String claimedBy,
        Instant due,
        Instant createdAt,
        @Nullable String endedBy,
        @Nullable Instant endedAt,
        @Nullable Map<String, Object> answers,
        @Nullable String comment) {

    /** Where a task stands. */
    enum State {
        OPEN,
        CLAIMED,
        COMPLETED,
        CANCELLED;

        @JsonValue
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isWaiting() {
            return this == OPEN || this == CLAIMED;
        }
    }
}
