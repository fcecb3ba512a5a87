package io.cordon.incident;

import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds incidents and moves them on. Every change writes its own timeline and audit entry. */
public interface Incidents {

    Optional<Incident> find(OrganisationId organisation, UUID id);

    /** An incident of whichever organisation the work acts for. */
    Optional<Incident> find(UUID id);

    /** Of incidents of whichever organisations the work acts for, by their ids; unknown ones are left out. */
    Map<UUID, IncidentBrief> briefly(Collection<UUID> ids);

    /**
     * An open incident that nobody has acknowledged.
     *
     * @param due by when somebody should have; null where nothing was promised
     */
    record Unacknowledged(
            IncidentBrief incident,
            Instant detectedAt,
            @Nullable Instant due) {}

    /** Of whichever organisations the work acts for, the first that is due first. */
    List<Unacknowledged> unacknowledged(int most);

    /**
     * Moves an incident on; setting the status it has already changes nothing.
     *
     * @param by who, as the audit trail names them
     * @return false where the table of legal moves refuses it
     */
    boolean changeStatus(OrganisationId organisation, UUID id, IncidentStatus to, String reason, String by);

    /** Keeps everybody else from moving an incident on until the transaction ends. */
    void hold(OrganisationId organisation, UUID id);

    void changeSeverity(OrganisationId organisation, UUID id, Severity to, String reason, String by);

    /**
     * Stops the acknowledgement clock; only the first time counts.
     *
     * @return whether this was the first time
     */
    boolean acknowledge(OrganisationId organisation, UUID id, String by);

    /** Notes which version of its playbook works on the incident. */
    void runsPlaybook(OrganisationId organisation, UUID id, String key, int version);
}
