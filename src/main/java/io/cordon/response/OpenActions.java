package io.cordon.response;

import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.UUID;

/** What people end of an incident's actions without anything being sent: each in the current transaction. */
public interface OpenActions {

    /**
     * Notes that a person did what Cordon could not: all that was refused, failed or expired, or of which nobody knows,
     * since before a moment. What a person has denied or taken back stays so.
     *
     * @param by who says so, as the audit trail names them
     * @param what their words
     * @return how many actions count as done by hand now
     */
    int doneByHand(OrganisationId organisation, UUID incidentId, Instant before, String by, String what);

    /**
     * Whether anything was refused, failed or expired, or nobody knows of it, since a moment, and no person has done it
     * by hand. What a person has denied counts: somebody may have to do something else about it.
     */
    boolean isAnythingLeft(OrganisationId organisation, UUID incidentId, Instant since);

    /** Refuses what was not sent yet, approved or not, for a reason that has nothing to do with the action itself. */
    void withdraw(OrganisationId organisation, UUID incidentId, String reason, String by);
}
