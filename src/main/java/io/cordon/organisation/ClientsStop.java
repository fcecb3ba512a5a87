package io.cordon.organisation;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import org.springframework.stereotype.Component;

/** Whether a client itself has stopped every change. While it has, the provider makes nobody who could lift that. */
@Component
public class ClientsStop {

    private final KillSwitches switches;

    ClientsStop(KillSwitches switches) {
        this.switches = switches;
    }

    /** Called inside a transaction that acts for the organisation. */
    public boolean holds(OrganisationId organisation) {
        return switches.of(organisation).stream().anyMatch(on -> on.party() == Party.CLIENT);
    }

    /** Whether it did so with a token or password that none of the provider's people gave out. As {@link #holds}. */
    public boolean isOfItsOwnHand(OrganisationId organisation) {
        return switches.isOfClientsOwnHand(organisation);
    }
}
