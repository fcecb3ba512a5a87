package io.cordon.alert;

import io.cordon.tenancy.OrganisationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was in quarantine can be read now and is let in again; published in the transaction that takes it
 * out of the quarantine. Intake treats it as if it had just come.
 */
public record Released(
        OrganisationId organisation,
        UUID quarantineId,
        String source,
        @Nullable String contentType,
        byte[] raw) {}
