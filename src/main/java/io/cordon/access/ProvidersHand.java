package io.cordon.access;

import io.cordon.api.Problem;
import io.cordon.organisation.ClientsStop;
import io.cordon.organisation.ProviderAccess;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what the provider's people make in a client's organisation within what the client allows at this moment. */
@Component
class ProvidersHand {

    private final Tokens tokens;
    private final Credentials credentials;
    private final ProviderAccess providerAccess;
    private final ClientsStop clientsStop;

    ProvidersHand(Tokens tokens, Credentials credentials, ProviderAccess providerAccess, ClientsStop clientsStop) {
        this.tokens = tokens;
        this.credentials = credentials;
        this.providerAccess = providerAccess;
        this.clientsStop = clientsStop;
    }

    /** Whether the caller is not the client's own, and the client has stopped every change. */
    boolean isStopped(OrganisationId org, Caller caller) {
        return !caller.home().equals(org) && clientsStop.holds(org);
    }

    /**
     * Whether it is the provider's hand, also behind a token that it made for one of the client's people, or a password
     * that was chosen with its code. Refuses it
     * where the client has shut the provider out; a client that does so now waits until the caller's work is committed,
     * and so finds what it made.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean actsAndIsLetIn(OrganisationId org, Caller caller) {
        if (org.equals(OrganisationId.PROVIDER) || !isProviders(caller)) {
            return false;
        }
        if (!providerAccess.standsUntilCommit(org)) {
            throw Problem.notFound("organisation", org.value());
        }
        return true;
    }

    private boolean isProviders(Caller caller) {
        if (caller.party() == Party.PROVIDER) {
            return true;
        }
        if (caller.token() != null) {
            return tokens.find(caller.home(), caller.token())
                    .filter(Tokens.Token::byProvider)
                    .isPresent();
        }
        return caller.person() != null && credentials.isPasswordByProvider(caller.person());
    }
}
