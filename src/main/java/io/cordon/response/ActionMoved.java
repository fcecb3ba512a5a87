package io.cordon.response;

import io.cordon.tenancy.OrganisationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action came into a state; published in the transaction of the move.
 *
 * @param from null where the entry was just written
 * @param by who moved it, as the audit trail names them
 */
public record ActionMoved(
        OrganisationId organisation,
        UUID actionId,
        UUID incidentId,
        Verb verb,
        String target,
        String connector,
        @Nullable ActionState from,
        ActionState to,
        String reason,
        String by) {}
