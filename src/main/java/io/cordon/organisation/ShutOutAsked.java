package io.cordon.organisation;

import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import java.util.function.Consumer;

/**
 * A client's administrator wants the provider out, who may be out already; published in the transaction of the change,
 * so that whatever its people could still come in with goes with it.
 *
 * @param remarks takes what whoever asked has to do now, in words
 */
public record ShutOutAsked(OrganisationId client, Caller by, Consumer<String> remarks) {}
