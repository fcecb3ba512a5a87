package io.cordon.organisation;

import io.cordon.tenancy.OrganisationId;

/** Somebody has stopped an organisation's changes, or lets them happen again; published in that transaction. */
public record KillSwitchTurned(OrganisationId organisation) {}
