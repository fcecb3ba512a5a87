package io.cordon.response;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for something to be done to one target.
 *
 * @param target as the alert or the person wrote it; resolved to exactly one thing before anything happens
 * @param connector null for every enabled one that serves the verb
 * @param requestedBy a caller's name, or {@code playbook:<key>}
 * @param person who asked, null for a playbook: the asker of an action cannot approve it
 * @param namedBy who named the target by hand, where a playbook asks: they cannot approve it either; null for nobody
 * @param expiresIn after which it is undone by itself; null for the verb's default
 * @param waiter what a playbook waits with (an execution id), told by {@link ActionSettled}; null if nobody waits
 * @param doubt why a person must decide whether the target is the right one; null where nothing is in doubt
 */
public record ActionRequest(
        OrganisationId organisation,
        UUID incidentId,
        Verb verb,
        String target,
        @Nullable String connector,
        String reason,
        String requestedBy,
        @Nullable PersonRef person,
        @Nullable PersonRef namedBy,
        @Nullable Duration expiresIn,
        @Nullable String waiter,
        @Nullable String doubt) {}
