package io.cordon.alert;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether an alert is the first of its kind. */
public sealed interface Admitted {

    /** Not seen before, or not within its source's window. */
    record New(UUID id) implements Admitted {}

    /**
     * The same event again; it has been counted.
     *
     * @param alertId the alert it repeats, possibly one of the same batch
     * @param incidentId the incident of that alert, null where it has none or has none yet
     */
    record Duplicate(UUID alertId, @Nullable UUID incidentId) implements Admitted {}
}
