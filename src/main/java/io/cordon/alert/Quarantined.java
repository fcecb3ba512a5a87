package io.cordon.alert;

import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that could not be read.
 *
 * @param source the source the sender named
 * @param count how often the same bytes came
 * @param raw the bytes, in base64 in the public interface
 */
public record Quarantined(
        UUID id,
        OrganisationId organisation,
        String source,
        @Nullable String contentType,
        String reason,
        int count,
        Instant firstSeen,
        Instant lastSeen,
        byte[] raw) {}
