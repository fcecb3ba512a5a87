package io.cordon.playbook.work;

import io.cordon.organisation.Severity;
import io.cordon.playbook.task.About;
import io.cordon.playbook.task.TasksOfCaller;
import io.cordon.response.Decider;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for the caller.
 *
 * @param id of the task, action or question; of the incident for an acknowledgement
 * @param due by when it is asked for, or by when the incident was promised to be contained or resolved, whichever is
 *     first; null where nothing was promised
 * @param party the caller's, on whose side it waits
 * @param claimedBy who has taken a task; null for nobody
 * @param about what of the incident a task is about: what tells it from others of its name
 * @param acknowledges whether it asks to acknowledge the incident: done as soon as anybody does, wherever they do it
 * @param reply the newest answer to what the caller asked about a task; null where there is none
 * @param asked what an approval is for; null for everything else
 * @param translations the name of a task in other languages: by language, then {@code name}; empty for everything else
 */
record WorkItem(
        @Schema(allowableValues = {"task", "approval", "question", "acknowledgement"})
        String kind,

        UUID id,
        UUID incidentId,
        OfIncident incident,
        OrganisationId organisation,
        @Schema(example = "Check the hosts") String name,
        @Nullable Instant due,
        Instant since,
        Party party,
        @Nullable String claimedBy,
        List<About> about,
        boolean acknowledges,
        @Nullable Deed asked,
        TasksOfCaller.@Nullable Reply reply,
        Map<String, Map<String, String>> translations) {

    /** What is late first, then what is due next; what nobody promised comes last. */
    static final Comparator<WorkItem> FIRST_DUE_FIRST = Comparator.comparing(
                    WorkItem::due, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparing(WorkItem::since)
            .thenComparing(WorkItem::id);

    /**
     * What would be done, such as {@code block_ip}, and to exactly what.
     *
     * @param others who else may decide, first those who are asked first
     */
    @Schema(name = "DeedOfWork")
    record Deed(@Schema(example = "block_ip") String verb, String target, List<Decider> others) {}

    /** The incident that it belongs to. */
    @Schema(name = "IncidentOfWork")
    record OfIncident(int number, String title, Severity severity, OrganisationId organisation) {}
}
