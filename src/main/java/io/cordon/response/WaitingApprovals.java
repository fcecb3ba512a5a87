package io.cordon.response;

import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Actions that wait for people to decide. */
public interface WaitingApprovals {

    /**
     * An action that waits.
     *
     * @param until when it lapses
     * @param deciders whom it waits for, the caller among them
     */
    record Waiting(
            OrganisationId organisation,
            UUID id,
            UUID incidentId,
            Verb verb,
            String target,
            Instant since,
            @Nullable Instant until,
            List<Decider> deciders) {}

    /** Those that the caller's yes would count for now, the first to lapse first; at most so many are looked at. */
    List<Waiting> of(Caller caller, int most);
}
