package io.cordon.response.guard;

import io.cordon.organisation.Asset;
import io.cordon.organisation.Grant;
import io.cordon.tenancy.Party;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person should know who decides about an action, as the documents say it now.
 *
 * @param grant what the client has granted; null where nothing of it holds now
 * @param documentVersion the version of the authority document that was read
 * @param asset the one asset that the target means; null where the inventory knows none, or more than one
 * @param names all by which the target is known, itself included
 * @param protectedBy why the target must never be contained; null where nothing says so
 * @param usedThisHour how many different targets the verb was used on within the last hour
 */
public record Facts(
        @Nullable Grant grant,
        int documentVersion,
        @Nullable Asset asset,
        Set<String> names,
        @Nullable String protectedBy,
        List<Given> given,
        int usedThisHour) {

    /** A person's yes. */
    public record Given(String by, Party party, Instant at) {}

    /** How many different targets are left of what the grant allows in an hour; empty where it sets no limit. */
    public Optional<Integer> left() {
        return Optional.ofNullable(grant).map(Grant::maxPerHour).map(most -> Math.max(0, most - usedThisHour));
    }
}
