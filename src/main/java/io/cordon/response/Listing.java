package io.cordon.response;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the target of an action stands on a hosted block list now. What is on a list takes effect once a firewall has
 * pulled it; that the firewall enforces it then, nobody tells Cordon.
 *
 * @param listed whether it is on the list
 * @param since since when it is on the list, or is not any more
 * @param pulledAt when the list was first pulled since; null where it has not been: firewalls go by what was before
 * @param pulledBy with which token that was, as the audit trail names it
 * @param listPulledAt when the list was pulled last; null for never
 */
@Schema(name = "Listing")
public record Listing(
        boolean listed,
        Instant since,
        @Nullable Instant pulledAt,
        @Nullable String pulledBy,
        @Nullable Instant listPulledAt) {}
