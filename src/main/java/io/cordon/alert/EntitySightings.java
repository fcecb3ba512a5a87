package io.cordon.alert;

import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often alerts named something over a longer time. */
public interface EntitySightings {

    /** Where counts stop. */
    int CAP = 1_000;

    /**
     * What alerts say of an entity.
     *
     * @param alerts how many named it, the newest {@value #CAP} at most
     * @param first when the first of these was received; null where its id does not tell
     */
    record Sighting(
            int alerts, @Nullable Instant first, @Nullable Instant last) {}

    /** One query for all; what no alert named since then is missing from the answer. */
    Map<EntityRef, Sighting> since(OrganisationId organisation, Collection<EntityRef> entities, Instant since);
}
