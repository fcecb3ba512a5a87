package io.cordon.access;

import io.cordon.tenancy.PersonRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key of a person's device, as far as it is ours to know.
 *
 * @param backedUp whether the person has it on other devices too
 */
record Passkey(
        UUID id,
        PersonRef person,
        String name,
        Credential credential,
        boolean backedUp,
        boolean byProvider,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {

    /**
     * What WebAuthn needs to check a signature.
     *
     * @param id the device's own name for it
     * @param userHandle what the device keeps in place of the person's name
     * @param attested the public key, as attested credential data
     */
    record Credential(byte[] id, byte[] userHandle, byte[] attested, long signCount, boolean backupEligible) {}
}
