package io.cordon.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.cordon.alert.Disposition;
import io.cordon.organisation.Severity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a delivery of alerts, given after everything in it is durable.
 *
 * @param warning what is wrong with the delivery as a whole, such as that it stops before its end; left out for nothing
 */
record Outcome(
        int received,
        @JsonProperty("new") int fresh,
        int duplicate,
        int rejected,
        List<Item> results,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description = "what is wrong with the delivery as a whole, such as that it stops before its end; left"
                        + " out for nothing")
        @Nullable
        String warning) {

    /** What became of one item; which fields are there depends on the status. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            int index,
            Status status,
            @Nullable UUID alertId,
            @Nullable Severity severity,
            @Nullable String category,
            @Nullable Disposition disposition,
            @Nullable UUID incidentId,
            @Nullable String error) {

        static Item rejected(int index, String error) {
            return new Item(index, Status.REJECTED, null, null, null, null, null, error);
        }

        static Item duplicate(int index, UUID alert, @Nullable UUID incident) {
            return new Item(index, Status.DUPLICATE, alert, null, null, null, incident, null);
        }
    }

    /** New, the same again, or not readable. */
    enum Status {
        @JsonProperty("new")
        NEW,
        @JsonProperty("duplicate")
        DUPLICATE,
        @JsonProperty("rejected")
        REJECTED
    }

    static Outcome of(List<Item> results) {
        int fresh = 0;
        int duplicate = 0;
        int rejected = 0;
        for (Item item : results) {
            switch (item.status()) {
                case NEW -> fresh++;
                case DUPLICATE -> duplicate++;
                case REJECTED -> rejected++;
            }
        }
        return new Outcome(results.size(), fresh, duplicate, rejected, results, null);
    }

    Outcome warning(@Nullable String warning) {
        return new Outcome(received, fresh, duplicate, rejected, results, warning);
    }

    /** Why the first item that was not taken was not; empty where all were. */
    String firstError() {
        return results.stream()
                .map(Item::error)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }
}
