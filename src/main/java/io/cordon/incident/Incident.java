package io.cordon.incident;

import io.cordon.alert.Entities;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something bad that is being dealt with: a group of alerts, worked by one playbook.
 *
 * @param number counts up within the organisation; what people say aloud
 * @param occurredAt the earliest time of its alerts, by the products' clocks
 * @param detectedAt when its first alert came in
 */
public record Incident(
        UUID id,
        OrganisationId organisation,
        int number,
        String title,
        Severity severity,
        String category,
        IncidentStatus status,
        Set<String> techniques,
        Entities entities,
        Set<String> attackers,
        Set<String> targets,
        int alertCount,
        Instant occurredAt,
        Instant detectedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant containedAt,
        @Nullable Instant resolvedAt,
        String playbook,
        @Nullable Integer playbookVersion) {}
