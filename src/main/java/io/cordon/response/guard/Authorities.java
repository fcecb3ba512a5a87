package io.cordon.response.guard;

import io.cordon.organisation.Asset;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Grant;
import io.cordon.response.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of a client's grants decides about a verb at a moment. */
final class Authorities {

    private Authorities() {}

    /** The grant that decides, or why none does. */
    sealed interface Found {
        record Deciding(Grant grant) implements Found {}

        record Lacking(String reason) implements Found {}
    }

    /** A grant for the asset's class goes before one for all; among equals the strictest decides. */
    static Found deciding(Contract contract, Verb verb, @Nullable Asset asset, Instant at) {
        List<String> reasons = new ArrayList<>();
        List<Grant> holding = new ArrayList<>();
        for (Grant grant : contract.grants(verb.id())) {
            String obstacle = obstacle(contract, grant, asset, at);
            if (obstacle == null) {
                holding.add(grant);
            } else {
                reasons.add(obstacle);
            }
        }
        if (holding.isEmpty()) {
            return new Found.Lacking(reasons.isEmpty() ? "it has no grant for it" : String.join("; ", reasons));
        }
        return new Found.Deciding(holding.stream()
                .min(Comparator.comparing((Grant grant) -> grant.assets().equals("*"))
                        .thenComparing(Grant::mode, Comparator.reverseOrder())
                        .thenComparing(Grant::maxPerHour, Comparator.nullsLast(Comparator.naturalOrder())))
                .orElseThrow());
    }

    private static @Nullable String obstacle(Contract contract, Grant grant, @Nullable Asset asset, Instant at) {
        if (grant.expires() != null && !at.isBefore(grant.expires())) {
            return "its grant expired at " + grant.expires();
        }
        if (!grant.assets().equals("*") && (asset == null || !grant.assets().equalsIgnoreCase(asset.assetClass()))) {
            return "its grant holds for assets of class " + grant.assets() + " only";
        }
        boolean business = contract.isBusinessHours(at);
        return switch (grant.hours()) {
            case ALWAYS -> null;
            case BUSINESS -> business ? null : "its grant holds in business hours only";
            case AFTER_HOURS -> business ? "its grant holds outside business hours only" : null;
        };
    }
}
