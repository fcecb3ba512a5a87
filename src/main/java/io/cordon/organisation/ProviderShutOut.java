package io.cordon.organisation;

import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import java.util.function.Consumer;

/**
 * A client no longer lets the provider in; published in the transaction of the change, so that what the provider's
 * people held goes with it.
 *
 * @param remarks takes what whoever shut the provider out has to do now, in words
 */
public record ProviderShutOut(OrganisationId client, Caller by, Consumer<String> remarks) {}
