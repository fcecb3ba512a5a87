package io.cordon.alert;

import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert as the public interface shows it.
 *
 * @param entities all nine lists by their plural names, those without a value empty
 * @param count deliveries, the first included
 * @param raw the bytes as they came: JSON where they are JSON, else text; null in a list
 *     where they are large, or not asked for
 */
public record AlertView(
        UUID id,
        OrganisationId organisation,
        String source,
        @Nullable String sourceId,
        String title,
        Instant time,
        Instant receivedAt,
        Severity severity,
        String category,
        String disposition,
        List<String> techniques,
        Map<String, List<String>> entities,
        int count,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable UUID incidentId,
        ExplanationView explanation,
        @Nullable Object raw) {}
