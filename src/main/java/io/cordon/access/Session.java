package io.cordon.access;

import io.cordon.tenancy.PersonRef;
import java.time.Instant;
import java.util.UUID;

/**
 * A session of a person in a browser.
 *
 * @param signedInWith such as {@code password+totp}
 * @param lastUsedAt to the minute
 * @param steppedUpAt when the person last proved to be at the keyboard; signing in counts
 */
record Session(
        UUID id,
        PersonRef person,
        String signedInWith,
        Visitor from,
        Instant startedAt,
        Instant lastUsedAt,
        Instant steppedUpAt) {}
