package io.cordon.response;

import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.UUID;

/** What people end of an incident's actions without anything being sent: each in the current transaction. */
public interface OpenActions {

    /**
     * Notes that a person did what Cordon could not: all that was refused, failed or expired, or of which nobody knows,
     * since {@code until} at the latest. What a person has denied or taken back stays so, and what came to its end later
     * was not what they were asked about.
     *
     * @param until when the person was asked
     * @return how many actions count as done by hand now
     */
    int doneByHand(OrganisationId organisation, UUID incidentId, Instant until, ByHand answer);

    /** Refuses what was not sent yet, approved or not, for a reason that has nothing to do with the action itself. */
    void withdraw(OrganisationId organisation, UUID incidentId, String reason, String by);
}
