package io.cordon.incident;

import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.util.UUID;

/** What a line of a list says about an incident. */
public record IncidentBrief(UUID id, OrganisationId organisation, int number, String title, Severity severity) {}
