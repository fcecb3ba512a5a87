package io.cordon.playbook.run;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far the playbooks of an incident have come.
 *
 * @param instances each before those that it called
 * @param more whether there are older ones that are not shown
 */
record PlaybookProgress(List<Instance> instances, boolean more) {

    /**
     * A playbook at work.
     *
     * @param translations its name, and what it is about, in other languages: by language, then by field
     * @param main whether it is the incident's own way; else it was called, or runs beside it
     * @param calledBy the instance that waits for it; null for one that was started by itself
     * @param steps in the order in which they were first reached
     * @param flows the lines that were surely taken: of a choice between ways to the same step it is not always known
     */
    @Schema(name = "PlaybookInstance")
    record Instance(
            String id,
            @Schema(example = "contain") String key,
            String name,
            Map<String, Map<String, String>> translations,
            int version,
            @Nullable String versionTag,

            @Schema(allowableValues = {"running", "ended", "stuck"})
            String state,

            boolean main,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String calledBy,
            List<StepView> steps,
            List<String> flows) {}

    /**
     * Something in the diagram that was reached.
     *
     * @param translations its name in other languages: by language, then {@code name}
     * @param at when it was reached the last time; null where its beginning is still to come
     * @param count how often it was reached
     * @param taskId the newest task that it asked of people
     * @param actionIds all that it asked for
     * @param calls the newest instance that it called
     * @param detail why it failed, or was cancelled
     */
    @Schema(name = "PlaybookStep")
    record StepView(
            @Schema(example = "block-ip") String element,
            String name,
            Map<String, Map<String, String>> translations,
            @Schema(example = "serviceTask") String type,

            @Schema(allowableValues = {"done", "waiting", "running", "failed", "cancelled"})
            String state,

            @Nullable Instant at,
            @Nullable Instant endedAt,
            int count,
            @Nullable UUID taskId,
            List<UUID> actionIds,
            @Nullable String calls,
            @Nullable String detail) {}
}
