package io.cordon.audit;

import io.cordon.tenancy.OrganisationId;
import java.util.Map;

/** Records who did what. Append-only. */
public interface AuditTrail {

    /**
     * Appends an entry to the organisation's chain in the current transaction, which must exist and act for the
     * organisation: what is recorded and its record commit together or not at all. The entry is written right before
     * the commit; whoever reads the trail in the same transaction does not find it yet.
     *
     * @param actor a caller's name, or {@code cordon} with the part that acted, such as {@code cordon:response}
     * @param action past-tense verb phrase in kebab case, such as {@code action-approved}
     * @param subject what it was done to, such as {@code action:0198…}
     * @param detail further facts; never a secret
     */
    void append(OrganisationId organisation, String actor, String action, String subject, Map<String, ?> detail);
}
