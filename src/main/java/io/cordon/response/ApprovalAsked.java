package io.cordon.response;

import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose approval an action asked for last.
 *
 * @param client how many people of the client must approve
 * @param provider how many of the provider; where both are 0, one person of either
 * @param requester on whose word it is asked for, who therefore cannot approve it; null where no person has said it
 * @param until when it lapses; null where it does not wait
 */
public record ApprovalAsked(
        int client,
        int provider,
        @Nullable PersonRef requester,
        @Nullable Instant until) {

    public List<Party> parties() {
        return Arrays.stream(Party.values())
                .filter(party -> client + provider == 0 || (party == Party.CLIENT ? client : provider) > 0)
                .toList();
    }
}
