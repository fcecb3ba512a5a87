package io.cordon.alert;

import io.cordon.tenancy.OrganisationId;

/** Alerts came in, new ones or repeats; published once for a group, in the transaction that stores them. */
public record AlertsStored(OrganisationId organisation) {}
