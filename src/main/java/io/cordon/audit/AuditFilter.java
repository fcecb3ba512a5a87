package io.cordon.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a trail are asked for.
 *
 * @param actions any of these; empty for all
 * @param actor what the actor's name has in it, in capitals or not; empty for all
 * @param subject the same of what was acted on
 * @param from at or after this
 * @param to before this
 */
record AuditFilter(
        List<String> actions,
        String actor,
        String subject,
        @Nullable Instant from,
        @Nullable Instant to) {}
