package io.cordon.incident;

import io.cordon.alert.Entities;
import io.cordon.alert.StoredAlert;
import io.cordon.api.Ids;
import io.cordon.audit.AuditTrail;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts alerts into incidents: into an active one of the same client that names the same thing, was touched within
 * the window and is worked by the playbook the alert calls for; else into a new one.
 *
 * <p>An alert that calls for another playbook opens its own incident, and both say that they are related: a
 * ransomware alert must not wait inside somebody's "please have a look".
 */
@Component
public class JoiningAlerts {

    static final String TRIAGE_PLAYBOOK = "triage-by-a-person";
    private static final String ACTOR = "cordon:incident";

    private final JdbcClient jdbc;
    private final StoredIncidents incidents;
    private final Timeline timeline;
    private final AuditTrail audit;
    private final Contracts contracts;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Duration window;

    JoiningAlerts(
            JdbcClient jdbc,
            StoredIncidents incidents,
            Timeline timeline,
            AuditTrail audit,
            Contracts contracts,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${cordon.incident.window:PT24H}") Duration window) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.timeline = timeline;
        this.audit = audit;
        this.contracts = contracts;
        this.events = events;
        this.clock = clock;
        this.window = window;
    }

    /**
     * Opens or joins an incident for every alert whose disposition asks for one, in the current transaction.
     *
     * @return the incident of each alert that got one, by the alert's id
     */
    public Map<UUID, UUID> openOrJoin(OrganisationId organisation, List<StoredAlert> alerts) {
        List<StoredAlert> relevant =
                alerts.stream().filter(JoiningAlerts::needsIncident).toList();
        if (relevant.isEmpty()) {
            return Map.of();
        }
        // One batch of a client at a time: two at once would each open an incident for the same host.
        incidents.waitForTurn(organisation);
        Instant now = clock.instant();
        JoinableIncidents joinable = new JoinableIncidents(activeAround(organisation, relevant, now));
        relevant.forEach(joinable::put);
        Map<UUID, UUID> incidentOf = new HashMap<>();
        for (AlertGroup found : joinable.groups()) {
            AlertGroup group = stillActive(organisation, found);
            if (group.opensNew) {
                open(organisation, group, now);
            } else {
                join(organisation, group, now);
            }
            group.alerts.forEach(alert -> incidentOf.put(alert.id(), group.incident));
        }
        return incidentOf;
    }

    /** Somebody may have closed the incident since it was found: never may an alert vanish into a closed one. */
    private AlertGroup stillActive(OrganisationId organisation, AlertGroup found) {
        if (found.opensNew
                || incidents
                        .lock(organisation, found.incident)
                        .filter(incident -> incident.status().isActive())
                        .isPresent()) {
            return found;
        }
        AlertGroup opened = new AlertGroup(Ids.next(), JoinableIncidents.playbookOf(found.worst()), true, null);
        opened.alerts.addAll(found.alerts);
        return opened;
    }

    private static boolean needsIncident(StoredAlert alert) {
        return switch (alert.verdict().disposition()) {
            case INCIDENT, TRIAGE -> true;
            case LOG, SUPPRESSED -> false;
        };
    }

    private List<StoredIncidents.Match> activeAround(
            OrganisationId organisation, List<StoredAlert> alerts, Instant now) {
        Set<NamedEntity> named = new LinkedHashSet<>();
        alerts.forEach(alert -> named.addAll(NamedEntity.correlating(alert.read())));
        return named.isEmpty() ? List.of() : incidents.activeNaming(organisation, named, now.minus(window));
    }

    private void open(OrganisationId organisation, AlertGroup group, Instant now) {
        StoredAlert worst = group.worst();
        Severity severity = worst.verdict().severity();
        Instant detectedAt = group.alerts.getFirst().receivedAt();
        Incident incident = new Incident(
                group.incident,
                organisation,
                incidents.nextNumber(organisation),
                worst.read().title(),
                severity,
                worst.verdict().category(),
                IncidentStatus.OPEN,
                group.techniques(),
                Entities.NONE,
                Set.of(),
                Set.of(),
                group.alerts.size(),
                group.occurredAt(),
                detectedAt,
                null,
                null,
                null,
                group.playbook,
                null);
        incidents.insert(incident, Promising.promisesOf(contracts.of(organisation), severity, detectedAt), now);
        incidents.addEntities(organisation, incident.id(), group.entities(), now);
        timeline.add(
                organisation,
                incident.id(),
                "alert",
                ACTOR,
                "Opened by " + describe(group.alerts) + ". "
                        + worst.verdict().explanation().text(),
                Map.of("alerts", group.alertIds()));
        if (group.related != null) {
            relate(organisation, incident.id(), group.related);
        }
        audit.append(
                organisation,
                ACTOR,
                "incident-opened",
                "incident:" + incident.id(),
                Map.of(
                        "number", incident.number(),
                        "severity", severity.id(),
                        "category", incident.category(),
                        "playbook", incident.playbook(),
                        "alerts", group.alertIds()));
        events.publishEvent(
                new IncidentOpened(organisation, incident.id(), incident.category(), severity, incident.playbook()));
    }

    private void relate(OrganisationId organisation, UUID opened, StoredIncidents.Match other) {
        String shared = other.kind().id() + " " + other.value();
        timeline.add(
                organisation,
                opened,
                "alert",
                ACTOR,
                "Related to another open incident: both name " + shared + ".",
                Map.of("incidentId", other.incident()));
        timeline.add(
                organisation,
                other.incident(),
                "alert",
                ACTOR,
                "A further incident was opened for another playbook: both name " + shared + ".",
                Map.of("incidentId", opened));
    }

    private void join(OrganisationId organisation, AlertGroup group, Instant now) {
        Incident before = incidents
                .lock(organisation, group.incident)
                .orElseThrow(() -> new IllegalStateException("Expected incident " + group.incident + " to exist"));
        boolean brings = incidents.addEntities(organisation, group.incident, group.entities(), now) > 0;
        jdbc.sql("""
            update incident
               set alert_count = alert_count + ?, last_alert_at = ?, occurred_at = least(occurred_at, ?),
                   techniques = (select array_agg(distinct t order by t)
                                   from unnest(techniques || ?::text[]) as t)
             where organisation = ? and id = ?\
            """)
                .params(
                        group.alerts.size(),
                        StoredIncidents.utc(now),
                        StoredIncidents.utc(group.occurredAt()),
                        group.techniques().toArray(String[]::new),
                        organisation.value(),
                        group.incident)
                .update();
        timeline.add(
                organisation,
                group.incident,
                "alert",
                ACTOR,
                "Joined by " + describe(group.alerts) + ".",
                Map.of("alerts", group.alertIds()));
        Severity worst = group.worst().verdict().severity();
        if (worst.isWorseThan(before.severity())) {
            raise(before, worst, group);
        }
        events.publishEvent(new AlertsJoined(organisation, group.incident, group.alertIds(), brings));
    }

    private void raise(Incident before, Severity to, AlertGroup group) {
        String reason = "A worse alert joined: " + group.worst().read().title();
        var promises = Promising.promisesOf(contracts.of(before.organisation()), to, before.detectedAt());
        MovingIncidents.writeSeverity(jdbc, before, to, promises);
        timeline.add(
                before.organisation(),
                before.id(),
                "severity",
                ACTOR,
                "Severity raised from " + before.severity().id() + " to " + to.id() + ". " + reason,
                Map.of("from", before.severity().id(), "to", to.id()));
        audit.append(
                before.organisation(),
                ACTOR,
                "severity-changed",
                "incident:" + before.id(),
                Map.of("from", before.severity().id(), "to", to.id()));
        events.publishEvent(
                new SeverityChanged(before.organisation(), before.id(), before.severity(), to, reason, ACTOR));
    }

    private static String describe(List<StoredAlert> alerts) {
        StoredAlert first = alerts.getFirst();
        String title = "'" + first.read().title() + "' from " + first.read().source();
        return alerts.size() == 1 ? "the alert " + title : alerts.size() + " alerts, the first of them " + title;
    }
}
