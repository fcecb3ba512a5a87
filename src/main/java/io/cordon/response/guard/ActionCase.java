package io.cordon.response.guard;

import io.cordon.response.Verb;
import io.cordon.tenancy.OrganisationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the guard judges.
 *
 * @param target as written
 * @param requester the person on whose word it is asked for, as {@code organisation/id}, who asked or named the target
 *     by hand to a playbook; null for none
 * @param doubt why a person must say whether the target is the right one; null where nothing is in doubt
 * @param afterEnd whether a person asked for it when the incident was over already
 */
public record ActionCase(
        OrganisationId organisation,
        UUID id,
        UUID incidentId,
        Verb verb,
        String target,
        String connector,
        int generation,
        @Nullable String requester,
        @Nullable String doubt,
        boolean afterEnd) {}
