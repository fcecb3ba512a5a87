package io.cordon.organisation;

import io.cordon.tenancy.OrganisationId;

/** Finds what a client and the provider have agreed on. */
public interface Contracts {

    /**
     * The contract as it stands now; cached by the versions of its documents. Must be called acting for the
     * organisation.
     *
     * @throws IllegalArgumentException where there is no such organisation in reach
     */
    Contract of(OrganisationId organisation);
}
