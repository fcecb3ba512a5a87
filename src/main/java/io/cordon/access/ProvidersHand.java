package io.cordon.access;

import io.cordon.organisation.ClientsStop;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import org.springframework.stereotype.Component;

/** Knows the provider's hand in what is made in a client's organisation. */
@Component
class ProvidersHand {

    private final Tokens tokens;
    private final Credentials credentials;
    private final ClientsStop clientsStop;

    ProvidersHand(Tokens tokens, Credentials credentials, ClientsStop clientsStop) {
        this.tokens = tokens;
        this.credentials = credentials;
        this.clientsStop = clientsStop;
    }

    /** Whether the caller is not the client's own, and the client has stopped every change. */
    boolean isStopped(OrganisationId org, Caller caller) {
        return !caller.home().equals(org) && clientsStop.holds(org);
    }

    /**
     * Whether it is the provider's hand, also behind a token that it made for one of the client's people, or a password
     * that was chosen with its code.
     */
    boolean acts(OrganisationId org, Caller caller) {
        return !org.equals(OrganisationId.PROVIDER) && isProviders(caller);
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
