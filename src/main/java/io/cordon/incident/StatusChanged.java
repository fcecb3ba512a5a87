package io.cordon.incident;

import io.cordon.tenancy.OrganisationId;
import java.util.UUID;

/** An incident moved on; its playbook hears of a closing that did not come from itself. */
public record StatusChanged(
        OrganisationId organisation,
        UUID incidentId,
        IncidentStatus from,
        IncidentStatus to,
        String reason,
        String by) {

    /** How the reason begins where an incident goes on in another. */
    static final String MERGED = "Merged into #";

    public boolean isEnd() {
        return from.isActive() && !to.isActive();
    }

    /** Whether it goes on in another incident. */
    public boolean isMerge() {
        return to == IncidentStatus.CLOSED && reason.startsWith(MERGED);
    }

    /** Whether a playbook did it, and no person. */
    public boolean isByPlaybook() {
        return by.startsWith("playbook:");
    }
}
