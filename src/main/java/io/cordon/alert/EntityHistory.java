package io.cordon.alert;

import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** What entities did lately. */
public interface EntityHistory {

    /**
     * One query for the whole batch. An entity that no alert named in the last 24 hours is missing from the answer.
     *
     * @param now by the clock that makes the alerts' ids
     */
    Map<EntityRef, History> recent(OrganisationId organisation, Set<EntityRef> entities, Instant now);
}
