package io.cordon.response;

import io.cordon.tenancy.OrganisationId;
import java.util.UUID;

/**
 * An action that a playbook waits for is settled. Published in a transaction of its own after the outcome is
 * durable, and again until one listener's transaction commits.
 */
public record ActionSettled(
        OrganisationId organisation, UUID actionId, UUID incidentId, ActionState state, String waiter) {}
