package io.cordon.incident;

import io.cordon.tenancy.OrganisationId;
import java.util.UUID;

/** Somebody said that they are on it, beside any task; whoever waits for that need not be asked any more. */
public record IncidentAcknowledged(OrganisationId organisation, UUID incidentId, String by) {}
