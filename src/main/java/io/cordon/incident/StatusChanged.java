package io.cordon.incident;

import io.cordon.tenancy.OrganisationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An incident moved on; its playbook hears of a closing that did not come from itself.
 *
 * @param mergedInto the incident in which this one goes on, where it was closed for that
 */
public record StatusChanged(
        OrganisationId organisation,
        UUID incidentId,
        IncidentStatus from,
        IncidentStatus to,
        String reason,
        String by,
        @Nullable UUID mergedInto) {

    public boolean isEnd() {
        return from.isActive() && !to.isActive();
    }

    /** Whether it begins anew: a person says that it is not over, or not contained, whatever was done so far. */
    public boolean isReopening() {
        return to == IncidentStatus.OPEN && !isByPlaybook();
    }

    /** Whether it goes on in another incident. */
    public boolean isMerge() {
        return mergedInto != null;
    }

    /** Whether a playbook did it, and no person. */
    public boolean isByPlaybook() {
        return by.startsWith("playbook:");
    }
}
