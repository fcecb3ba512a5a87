package io.cordon.access;

import io.cordon.organisation.ClientsStop;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import org.springframework.stereotype.Component;

/** Knows the provider's hand in what is made in a client's organisation. */
@Component
class ProvidersHand {

    private final ClientsStop clientsStop;

    ProvidersHand(ClientsStop clientsStop) {
        this.clientsStop = clientsStop;
    }

    /** Whether the client has stopped every change, and the caller is not its own, or not enough so to lift that. */
    boolean isStopped(OrganisationId org, Caller caller) {
        return !caller.home().equals(org)
                ? clientsStop.holds(org)
                : caller.byProvider() && clientsStop.isOfItsOwnHand(org);
    }

    /**
     * Whether it is the provider's hand, also behind a token that it made for one of the client's people, or a password
     * that was chosen with its code.
     */
    boolean acts(OrganisationId org, Caller caller) {
        return !org.equals(OrganisationId.PROVIDER) && (caller.party() == Party.PROVIDER || caller.byProvider());
    }
}
