package io.cordon.response;

import java.time.Instant;

/**
 * A person's word that they did by hand what Cordon could not.
 *
 * @param by who says so, as the audit trail names them
 * @param at when they said it
 * @param what in which words
 */
public record ByHand(String by, Instant at, String what) {}
