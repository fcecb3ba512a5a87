package io.cordon.incident;

import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.util.UUID;

/** An incident got worse, or was found to be less bad. */
public record SeverityChanged(
        OrganisationId organisation, UUID incidentId, Severity from, Severity to, String reason, String by) {}
