package io.cordon.incident;

import io.cordon.api.SearchText;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents to look for: of several values any one will do; null, and a list without a value, look for anything.
 *
 * @param parties of {@code client provider none}: whom it waits for
 * @param from when it was detected, at the earliest
 */
record IncidentFilter(
        List<OrganisationId> organisations,
        List<Integer> numbers,
        List<IncidentStatus> statuses,
        List<Severity> severities,
        List<String> categories,
        List<String> techniques,
        List<String> parties,
        @Nullable String entity,
        SearchText text,
        @Nullable Boolean acknowledged,
        @Nullable Boolean contained,
        @Nullable Boolean resolved,
        @Nullable Boolean late,
        @Nullable Boolean automatic,
        @Nullable Instant from,
        @Nullable Instant to) {}
