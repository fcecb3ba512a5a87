package io.cordon.incident;

import io.cordon.alert.Alerts;
import io.cordon.alert.Entities;
import io.cordon.api.Ids;
import io.cordon.audit.AuditTrail;
import io.cordon.organisation.Contracts;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Moves alerts between incidents because a person saw that they belong together, or do not. */
@Component
class RegroupingAlerts {

    private static final String DECISIONS =
            " What people denied, did by hand or took back there, no playbook asks for here. ";

    private final JdbcClient jdbc;
    private final StoredIncidents stored;
    private final MovingIncidents incidents;
    private final Alerts alerts;
    private final Timeline timeline;
    private final AuditTrail audit;
    private final Contracts contracts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RegroupingAlerts(
            JdbcClient jdbc,
            StoredIncidents stored,
            MovingIncidents incidents,
            Alerts alerts,
            Timeline timeline,
            AuditTrail audit,
            Contracts contracts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.stored = stored;
        this.incidents = incidents;
        this.alerts = alerts;
        this.timeline = timeline;
        this.audit = audit;
        this.contracts = contracts;
        this.events = events;
        this.clock = clock;
    }

    /** What came of a split. */
    sealed interface Split {
        record Done(UUID opened) implements Split {}

        record Refused(String reason) implements Split {}
    }

    /** Keeps alerts from joining, and people from closing, these incidents until the transaction ends. */
    void hold(OrganisationId organisation, Collection<UUID> incidents) {
        stored.waitForTurn(organisation);
        incidents.stream().sorted().forEach(id -> stored.lock(organisation, id));
    }

    /** Brings everything of one incident into another and closes the first; its past stays where it was. */
    void merge(Incident from, Incident into, String reason, String by) {
        Instant now = clock.instant();
        List<UUID> moved = alertsOf(from);
        jdbc.sql("""
            insert into incident_entity as e (organisation, incident_id, kind, value, role, first_seen, by_hand, named_by)
            select organisation, ?, kind, value, role, first_seen, by_hand, named_by from incident_entity
             where organisation = ? and incident_id = ?
            on conflict (organisation, incident_id, kind, value) do update
               set role = excluded.role where e.role = 'named' and excluded.role <> 'named'\
            """).params(into.id(), from.organisation().value(), from.id()).update();
        jdbc.sql("""
            update incident i
               set alert_count = i.alert_count + f.alert_count,
                   occurred_at = least(i.occurred_at, f.occurred_at),
                   techniques = (select coalesce(array_agg(distinct t order by t), '{}')
                                   from unnest(i.techniques || f.techniques) as t),
                   last_alert_at = ?
              from incident f
             where i.organisation = ? and i.id = ? and f.organisation = i.organisation and f.id = ?\
            """)
                .params(StoredIncidents.utc(now), from.organisation().value(), into.id(), from.id())
                .update();
        jdbc.sql("update incident set merged_into = ?, alert_count = 0 where organisation = ? and id = ?")
                .params(into.id(), from.organisation().value(), from.id())
                .update();
        alerts.joined(
                from.organisation(), moved.stream().collect(Collectors.toMap(Function.identity(), id -> into.id())));
        timeline.add(
                into.organisation(),
                into.id(),
                "alert",
                by,
                "Incident #" + from.number() + " was merged into this one." + DECISIONS + reason,
                Map.of("incidentId", from.id()));
        audit.append(
                into.organisation(),
                by,
                "incident-merged",
                "incident:" + from.id(),
                Map.of("into", into.id(), "alerts", moved.size(), "reason", reason));
        incidents.closeAsMerged(from, into, reason, by);
        if (from.severity().isWorseThan(into.severity())) {
            incidents.changeSeverity(
                    into.organisation(), into.id(), from.severity(), "Merged with #" + from.number() + ".", by);
        }
        // Also where it names nothing new: what waited in the other was withdrawn with it, and is asked for here.
        events.publishEvent(new AlertsJoined(into.organisation(), into.id(), moved, true));
    }

    /** Opens an incident for some of another's alerts; the other keeps the rest, at least one unless a person opened it. */
    Split split(Incident from, List<UUID> chosen, String reason, String by) {
        List<UUID> all = alertsOf(from);
        if (!all.containsAll(chosen)) {
            return new Split.Refused("Expected alerts of incident #" + from.number()
                    + ", but some of those named are not among its alerts.");
        }
        Set<UUID> moving = Set.copyOf(chosen);
        if (moving.size() == all.size() && !isOpenedByHand(from)) {
            return new Split.Refused("Expected to leave at least one alert in incident #" + from.number()
                    + ", but all of its alerts were named.");
        }
        Instant now = clock.instant();
        UUID id = Ids.next();
        Incident opened = new Incident(
                id,
                from.organisation(),
                stored.nextNumber(from.organisation()),
                from.title(),
                from.severity(),
                from.category(),
                IncidentStatus.OPEN,
                from.techniques(),
                Entities.NONE,
                Set.of(),
                Set.of(),
                moving.size(),
                from.occurredAt(),
                now,
                null,
                null,
                null,
                from.playbook(),
                null);
        stored.insert(opened, Promising.promisesOf(contracts.of(from.organisation()), opened.severity(), now), now);
        jdbc.sql("update incident set split_from = ? where organisation = ? and id = ?")
                .params(from.id(), from.organisation().value(), id)
                .update();
        String[] ids = moving.stream().map(UUID::toString).toArray(String[]::new);
        jdbc.sql("update incident set alert_count = alert_count - ? where organisation = ? and id = ?")
                .params(moving.size(), from.organisation().value(), from.id())
                .update();
        alerts.joined(from.organisation(), moving.stream().collect(Collectors.toMap(Function.identity(), a -> id)));
        moveEntities(from, id, ids);
        timeline.add(
                from.organisation(),
                id,
                "alert",
                by,
                "Split off from incident #" + from.number() + " with " + moving.size() + " alerts." + DECISIONS
                        + reason,
                Map.of("incidentId", from.id(), "alerts", chosen));
        timeline.add(
                from.organisation(),
                from.id(),
                "alert",
                by,
                moving.size() + " alerts were split off into incident #" + opened.number() + ". " + reason,
                Map.of("incidentId", id, "alerts", chosen));
        audit.append(
                from.organisation(),
                by,
                "incident-split",
                "incident:" + from.id(),
                Map.of("into", id, "alerts", chosen, "reason", reason));
        events.publishEvent(
                new IncidentOpened(from.organisation(), id, opened.category(), opened.severity(), opened.playbook()));
        return new Split.Done(id);
    }

    /**
     * The new incident names what its alerts name; the old one no longer names what only those named. What a person named
     * by hand stays with it, as no alert told of it.
     */
    private void moveEntities(Incident from, UUID to, String[] alertIds) {
        jdbc.sql("""
            insert into incident_entity (organisation, incident_id, kind, value, role, first_seen)
            select e.organisation, :to, e.kind, e.value, e.role, e.first_seen
              from incident_entity e
             where e.organisation = :organisation and e.incident_id = :from
               and exists (select from alert_entity a
                            where a.organisation = e.organisation and a.kind = e.kind and a.value = lower(left(e.value, 256))
                              and a.alert_id = any (:alerts::uuid[]))\
            """)
                .param("to", to)
                .param("organisation", from.organisation().value())
                .param("from", from.id())
                .param("alerts", alertIds)
                .update();
        jdbc.sql("""
            delete from incident_entity e
             where e.organisation = :organisation and e.incident_id = :from and not e.by_hand
               and not exists (select from alert_entity a
                                 join alert_incident i
                                   on i.organisation = a.organisation and i.alert_id = a.alert_id
                                where a.organisation = e.organisation and a.kind = e.kind and a.value = lower(left(e.value, 256))
                                  and i.incident_id = :from)\
            """)
                .param("organisation", from.organisation().value())
                .param("from", from.id())
                .update();
    }

    /** It was there before any alert joined it, and is still what a person said. */
    private boolean isOpenedByHand(Incident incident) {
        return jdbc.sql("select exists (select from timeline_entry"
                        + " where organisation = ? and incident_id = ? and kind = 'opened')")
                .params(incident.organisation().value(), incident.id())
                .query(Boolean.class)
                .single();
    }

    private List<UUID> alertsOf(Incident incident) {
        return jdbc.sql("select alert_id from alert_incident where organisation = ? and incident_id = ?")
                .params(incident.organisation().value(), incident.id())
                .query((rs, n) -> rs.getObject(1, UUID.class))
                .list();
    }
}
