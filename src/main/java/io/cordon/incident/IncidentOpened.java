package io.cordon.incident;

import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.util.UUID;

/** An incident was opened, for the first time or again; published in the transaction that opens it, so that its playbook starts with it. */
public record IncidentOpened(
        OrganisationId organisation, UUID incidentId, String category, Severity severity, String playbook) {}
