package io.cordon.incident;

import io.cordon.tenancy.OrganisationId;
import java.util.List;
import java.util.UUID;

/**
 * Alerts joined an open incident; published in the transaction of the joining.
 *
 * @param bringsNewEntities true where the incident may now name something it did not name before
 */
public record AlertsJoined(
        OrganisationId organisation, UUID incidentId, List<UUID> alertIds, boolean bringsNewEntities) {}
