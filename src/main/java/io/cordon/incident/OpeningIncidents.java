package io.cordon.incident;

import io.cordon.alert.Entities;
import io.cordon.alert.StoredAlert;
import io.cordon.audit.AuditTrail;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Opens an incident for alerts that belong together. */
@Component
class OpeningIncidents {

    static final String ACTOR = "cordon:incident";

    private final StoredIncidents incidents;
    private final IncidentEntities entities;
    private final Timeline timeline;
    private final AuditTrail audit;
    private final Contracts contracts;
    private final ApplicationEventPublisher events;

    OpeningIncidents(
            StoredIncidents incidents,
            IncidentEntities entities,
            Timeline timeline,
            AuditTrail audit,
            Contracts contracts,
            ApplicationEventPublisher events) {
        this.incidents = incidents;
        this.entities = entities;
        this.timeline = timeline;
        this.audit = audit;
        this.contracts = contracts;
        this.events = events;
    }

    void open(OrganisationId organisation, AlertGroup group, Instant now) {
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
        entities.add(organisation, incident.id(), group.entities(), now);
        timeline.add(
                organisation,
                incident.id(),
                "alert",
                ACTOR,
                "Opened by " + group.describe() + ". "
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

    private void relate(OrganisationId organisation, UUID opened, IncidentEntities.Match other) {
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
}
