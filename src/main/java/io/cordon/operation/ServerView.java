package io.cordon.operation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A running server. Nothing in it is a secret, an address or a path of the machine.
 *
 * @param version null where it was not built by Maven's packaging, as when a developer runs it
 * @param nodes how many servers share the database now, this one included
 * @param health by part, what {@code /actuator/health} makes of it
 * @param figures what the server counts, by name
 */
record ServerView(
        @Schema(example = "0.1.0") @Nullable String version,
        @Nullable Instant builtAt,
        Instant startedAt,
        @Schema(example = "25.0.1+8 (Eclipse Adoptium)") String java,
        Database database,
        Mail mail,
        long nodes,

        @Schema(description = "Items in quarantine, of the organisations in reach; counted to 1000")
        long quarantined,

        @Schema(description = "Whether there are more than were counted")
        boolean moreQuarantined,

        List<Part> health,
        List<Figure> figures) {

    /**
     * @param embedded whether it is Cordon's own, and not one that the operator runs
     */
    record Database(
            boolean embedded, @Schema(example = "18.1") String version, long bytes) {}

    /**
     * @param setUp whether mail leaves at all; without a mail server it is kept and shown
     * @param linksLeadHome false where links in mail lead readers to their own machine
     */
    record Mail(boolean setUp, boolean linksLeadHome) {}

    record Part(
            @Schema(example = "diskSpace") String name,

            @Schema(example = "UP") String status) {}

    record Figure(
            @Schema(example = "cordon.notification.queued") String name,
            Map<String, String> tags,
            double value,
            String description) {}
}
