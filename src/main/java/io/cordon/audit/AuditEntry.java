package io.cordon.audit;

import io.cordon.api.Sha256;
import io.cordon.tenancy.OrganisationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One link of the chain, as it stands in the database. */
record AuditEntry(
        OrganisationId organisation,
        long number,
        Instant at,
        String actor,
        String action,
        String subject,
        String detail,
        byte[] previous,
        byte[] hash) {

    /** What the hash must be; the same as {@code append_audit} in the database comes to. */
    byte[] expectedHash() {
        String canonical = Stream.of(
                        organisation.value(),
                        Long.toString(number),
                        Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at)),
                        actor,
                        action,
                        subject,
                        detail)
                .map(AuditEntry::field)
                .collect(Collectors.joining());
        MessageDigest digest = Sha256.digest();
        digest.update(previous);
        return digest.digest(canonical.getBytes(StandardCharsets.UTF_8));
    }

    private static String field(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length + ":" + value + ",";
    }
}
