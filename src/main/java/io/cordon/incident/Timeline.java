package io.cordon.incident;

import io.cordon.tenancy.OrganisationId;
import java.util.Map;
import java.util.UUID;

/** Everything that happened in an incident, in order. */
public interface Timeline {

    /**
     * Adds an entry in the current transaction.
     *
     * @param kind what sort of thing happened, kebab case: {@code opened alert action task question notification status
     *     severity comment note playbook evidence report}
     * @param by who, as the audit trail names them
     * @param text one sentence a person reads; may quote alert text, which is only ever shown as text
     * @param refs ids to follow, such as {@code actionId}
     */
    void add(OrganisationId organisation, UUID incidentId, String kind, String by, String text, Map<String, ?> refs);
}
