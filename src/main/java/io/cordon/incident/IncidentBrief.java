package io.cordon.incident;

import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a list says about an incident.
 *
 * @param promised by when it was promised to be contained or, where it is, resolved; null where nothing more was
 */
public record IncidentBrief(
        UUID id,
        OrganisationId organisation,
        int number,
        String title,
        Severity severity,
        @Nullable Instant promised) {}
