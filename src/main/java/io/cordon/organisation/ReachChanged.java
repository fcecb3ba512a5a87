package io.cordon.organisation;

import io.cordon.tenancy.OrganisationId;

/** Who may touch this organisation has changed; published in the transaction of the change. */
public record ReachChanged(OrganisationId organisation) {}
