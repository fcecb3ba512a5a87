package io.cordon.response;

import io.cordon.tenancy.OrganisationId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the client's documents and the ledger say of things that actions could be aimed at. */
public interface KnownTargets {

    /** Something that an incident names. */
    record Named(Verb.TargetKind kind, String value) {}

    /**
     * What is known of it.
     *
     * @param asset the one asset that it means; null where the inventory knows none, or more than one
     * @param protectedBy why it must never be contained; null where nothing says so
     * @param actions what was asked for against it in the incident, oldest first
     */
    record Known(@Nullable AssetInShort asset, @Nullable String protectedBy, List<Taken> actions) {}

    /**
     * An action.
     *
     * @param listing how its target stands on a hosted list now; null for other connectors, and where it never did
     */
    record Taken(
            UUID id,
            Verb verb,
            String connector,
            ActionState state,
            @Nullable Listing listing) {}

    /** Something for each. */
    Map<Named, Known> of(OrganisationId organisation, UUID incidentId, Collection<Named> named);
}
