package io.cordon.organisation;

import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;

/**
 * A client no longer lets the provider in; published in the transaction of the change, so that what the provider's
 * people held goes with it.
 */
public record ProviderShutOut(OrganisationId client, Caller by) {}
