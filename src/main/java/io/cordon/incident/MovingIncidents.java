package io.cordon.incident;

import io.cordon.audit.AuditTrail;
import io.cordon.incident.StoredIncidents.Promises;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Moves incidents on, one at a time, and records each move. */
@Component
class MovingIncidents implements Incidents {

    private final JdbcClient jdbc;
    private final StoredIncidents incidents;
    private final IncidentPeople people;
    private final Owning owning;
    private final Timeline timeline;
    private final AuditTrail audit;
    private final Contracts contracts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MovingIncidents(
            JdbcClient jdbc,
            StoredIncidents incidents,
            IncidentPeople people,
            Owning owning,
            Timeline timeline,
            AuditTrail audit,
            Contracts contracts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.people = people;
        this.owning = owning;
        this.timeline = timeline;
        this.audit = audit;
        this.contracts = contracts;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Optional<Incident> find(OrganisationId organisation, UUID id) {
        return incidents.find(organisation, id).map(StoredIncidents.Row::incident);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Incident> find(UUID id) {
        return incidents.findInReach(id).map(StoredIncidents.Row::incident);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, IncidentBrief> briefly(Collection<UUID> ids) {
        return incidents.briefly(ids);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Unacknowledged> unacknowledged(int most) {
        return incidents.unacknowledged(most);
    }

    @Override
    @Transactional
    public boolean changeStatus(OrganisationId organisation, UUID id, IncidentStatus to, String reason, String by) {
        return move(organisation, id, to, reason, by, null);
    }

    /** Closes an incident that goes on in another one. */
    @Transactional
    public void closeAsMerged(Incident from, Incident into, String reason, String by) {
        move(
                from.organisation(),
                from.id(),
                IncidentStatus.CLOSED,
                "Merged into #" + into.number() + ". " + reason,
                by,
                into.id());
    }

    private boolean move(
            OrganisationId organisation,
            UUID id,
            IncidentStatus to,
            String reason,
            String by,
            @Nullable UUID mergedInto) {
        Incident before = locked(organisation, id);
        if (before.status() == to) {
            return true;
        }
        if (!before.status().canBecome(to)) {
            return false;
        }
        StatusChanged changed = new StatusChanged(organisation, id, before.status(), to, reason, by, mergedInto);
        boolean seen = to != IncidentStatus.OPEN && !changed.isByPlaybook();
        // A clock stops the first time only; an incident that is opened again runs on. Resolved is not contained: a
        // risk may have been accepted, or the work given up. And what a playbook does nobody has seen yet.
        jdbc.sql("""
            update incident
               set status = :to,
                   notified_at = case when :told then coalesce(notified_at, :now) else notified_at end,
                   acknowledged_at = case when :seen then coalesce(acknowledged_at, :now) else acknowledged_at end,
                   contained_at = case when :to = 'contained' then coalesce(contained_at, :now)
                                       when :again then null else contained_at end,
                   resolved_at = case when :to = 'resolved' then :now when :to = 'open' then null else resolved_at end,
                   closed_at = case when :to = 'closed' then :now when :to = 'open' then null else closed_at end,
                   reopened_by = case when :again then :by else reopened_by end,
                   reopened_reason = case when :again then :reason else reopened_reason end
             where organisation = :organisation and id = :id\
            """)
                .param("to", to.id())
                .param("seen", seen)
                .param("told", seen && people.isClients(organisation, by))
                .param("now", StoredIncidents.utc(clock.instant()))
                .param("again", changed.isReopening())
                .param("by", by)
                .param("reason", reason)
                .param("organisation", organisation.value())
                .param("id", id)
                .update();
        timeline.add(
                organisation,
                id,
                "status",
                by,
                "Status changed from " + before.status().id() + " to " + to.id() + ". " + reason,
                Map.of());
        audit.append(
                organisation,
                by,
                "incident-status-changed",
                "incident:" + id,
                Map.of("from", before.status().id(), "to", to.id(), "reason", reason));
        if (seen && before.acknowledgedAt() == null) {
            events.publishEvent(new IncidentAcknowledged(organisation, id, by));
        }
        events.publishEvent(changed);
        if (changed.isReopening()) {
            events.publishEvent(
                    new IncidentOpened(organisation, id, before.category(), before.severity(), before.playbook()));
        }
        return true;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(OrganisationId organisation, UUID id) {
        locked(organisation, id);
    }

    @Override
    @Transactional
    public void changeSeverity(OrganisationId organisation, UUID id, Severity to, String reason, String by) {
        Incident before = locked(organisation, id);
        if (before.severity() == to) {
            return;
        }
        writeSeverity(before, to, Promising.promisesOf(contracts.of(organisation), to, before.detectedAt()));
        String direction = to.isWorseThan(before.severity()) ? "raised" : "lowered";
        timeline.add(
                organisation,
                id,
                "severity",
                by,
                "Severity " + direction + " from " + before.severity().id() + " to " + to.id() + ". " + reason,
                Map.of("from", before.severity().id(), "to", to.id()));
        audit.append(
                organisation,
                by,
                "severity-changed",
                "incident:" + id,
                Map.of("from", before.severity().id(), "to", to.id(), "reason", reason));
        events.publishEvent(new SeverityChanged(organisation, id, before.severity(), to, reason, by));
    }

    @Override
    @Transactional
    public boolean acknowledge(OrganisationId organisation, UUID id, String by) {
        int first = jdbc.sql("""
            update incident
               set acknowledged_at = :now,
                   notified_at = case when :told then coalesce(notified_at, :now) else notified_at end
             where organisation = :organisation and id = :id and acknowledged_at is null\
            """)
                .param("now", StoredIncidents.utc(clock.instant()))
                .param("told", people.isClients(organisation, by))
                .param("organisation", organisation.value())
                .param("id", id)
                .update();
        if (first == 1) {
            owning.begin(organisation, id, by);
            timeline.add(organisation, id, "status", by, "Acknowledged.", Map.of());
            audit.append(organisation, by, "incident-acknowledged", "incident:" + id, Map.of());
        }
        return first == 1;
    }

    @Override
    @Transactional
    public void runsPlaybook(OrganisationId organisation, UUID id, String key, int version) {
        jdbc.sql("update incident set playbook = ?, playbook_version = ? where organisation = ? and id = ?")
                .params(key, version, organisation.value(), id)
                .update();
    }

    private void writeSeverity(Incident incident, Severity to, Promises promises) {
        var statement = jdbc.sql("""
            update incident
               set severity = :severity, notify_due = :notifyDue, acknowledge_due = :acknowledgeDue,
                   contain_due = :containDue, resolve_due = :resolveDue
             where organisation = :organisation and id = :id\
            """);
        StoredIncidents.withPromises(statement, promises)
                .param("severity", to.id())
                .param("organisation", incident.organisation().value())
                .param("id", incident.id())
                .update();
    }

    private Incident locked(OrganisationId organisation, UUID id) {
        return incidents
                .lock(organisation, id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected an incident " + id + " of " + organisation + ", but there is none in reach"));
    }
}
