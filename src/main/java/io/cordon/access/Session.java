package io.cordon.access;

import io.cordon.tenancy.PersonRef;
import java.time.Instant;
import java.util.UUID;

/**
 * A session of a person in a browser.
 *
 * @param steppedUpAt when the person last proved to be at the keyboard; signing in counts
 */
record Session(UUID id, PersonRef person, Instant steppedUpAt) {}
