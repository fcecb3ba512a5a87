package io.cordon.audit;

import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the trail says of pieces of evidence. */
public interface EvidenceTrail {

    /**
     * What somebody did with it.
     *
     * @param number in the organisation's trail, where it can be verified
     * @param action such as {@code evidence-downloaded}
     */
    record Handled(long number, Instant at, String by, String action) {}

    /** Oldest first, the newest so many. */
    List<Handled> of(OrganisationId organisation, UUID evidence, int most);
}
