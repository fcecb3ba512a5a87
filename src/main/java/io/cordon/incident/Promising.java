package io.cordon.incident;

import io.cordon.incident.StoredIncidents.Promises;
import io.cordon.organisation.Contract;
import io.cordon.organisation.ServiceLevel;
import io.cordon.organisation.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Turns a service level into the moments by which things are due. */
final class Promising {

    private Promising() {}

    static Promises promisesOf(Contract contract, Severity severity, Instant detectedAt) {
        ServiceLevel level = contract.serviceLevel(severity);
        return new Promises(
                due(contract, level.notified(), level, detectedAt),
                due(contract, level.acknowledged(), level, detectedAt),
                due(contract, level.contained(), level, detectedAt),
                due(contract, level.resolved(), level, detectedAt));
    }

    /** 0 minutes stands for no promise. */
    private static @Nullable Instant due(Contract contract, int minutes, ServiceLevel level, Instant start) {
        return minutes <= 0 ? null : contract.after(start, minutes, level.businessClock());
    }
}
