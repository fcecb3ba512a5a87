package io.cordon.access;

import io.cordon.api.Problem;
import io.cordon.organisation.ProviderAccess;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Asks again where a change begins. Between the moment when a caller was let in and the one when their change is made
 * may lie all the time that they take to send its body; a client that shuts the provider out in between is right.
 */
@Component
class StillLetIn {

    private final ProviderAccess providerAccess;
    private final Tokens tokens;
    private final Sessions sessions;

    StillLetIn(ProviderAccess providerAccess, Tokens tokens, Sessions sessions) {
        this.providerAccess = providerAccess;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    /**
     * Of the organisations, those that the caller still reaches; refused where that is none. Shutting the provider out
     * waits until the transaction of this call has ended.
     */
    Set<OrganisationId> of(Caller caller, Set<OrganisationId> organisations) {
        // A client that the caller is setting up just now was not within reach when they came.
        Set<OrganisationId> clients = organisations.stream()
                .filter(organisation -> !organisation.equals(OrganisationId.PROVIDER) && caller.reaches(organisation))
                .collect(Collectors.toSet());
        if (clients.isEmpty()) {
            return organisations;
        }
        Set<OrganisationId> standing = providerAccess.standingUntilCommit(clients);
        if (caller.party() == Party.CLIENT) {
            requireOwnStands(caller);
            return organisations;
        }
        Set<OrganisationId> left = new HashSet<>(organisations);
        left.removeAll(clients);
        left.addAll(standing);
        if (left.isEmpty()) {
            throw Problem.notFound("organisation", clients.iterator().next());
        }
        return Set.copyOf(left);
    }

    /** What the provider's people made for a client's people goes when they are shut out. */
    private void requireOwnStands(Caller caller) {
        boolean stands = caller.token() == null
                ? CallerAuthentication.session().filter(sessions::stands).isPresent()
                : tokens.find(caller.home(), caller.token()).stream().anyMatch(token -> token.revokedAt() == null);
        if (!stands) {
            throw Problem.unauthorized("What you came in with opens nothing any more: sign in again.");
        }
    }
}
