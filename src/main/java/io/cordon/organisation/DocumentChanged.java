package io.cordon.organisation;

import io.cordon.tenancy.OrganisationId;

/** A document of the contract has a new version; published in the transaction of the change. */
public record DocumentChanged(OrganisationId organisation, String document, int version) {}
