package io.cordon.incident;

import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Brings alerts into an incident that is there already. */
@Component
class BringingAlerts {

    private final StoredIncidents incidents;
    private final IncidentEntities entities;
    private final Incidents moving;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    BringingAlerts(
            StoredIncidents incidents,
            IncidentEntities entities,
            Incidents moving,
            Timeline timeline,
            ApplicationEventPublisher events) {
        this.incidents = incidents;
        this.entities = entities;
        this.moving = moving;
        this.timeline = timeline;
        this.events = events;
    }

    void join(OrganisationId organisation, AlertGroup group, Instant now) {
        Incident before = incidents
                .lock(organisation, group.incident)
                .orElseThrow(() -> new IllegalStateException("Expected incident " + group.incident + " to exist"));
        boolean brings = entities.add(organisation, group.incident, group.entities(), now) > 0;
        incidents.addAlerts(organisation, group.incident, group, now);
        timeline.add(
                organisation,
                group.incident,
                "alert",
                OpeningIncidents.ACTOR,
                "Joined by " + group.describe() + ".",
                Map.of("alerts", group.alertIds()));
        Severity worst = group.worst().verdict().severity();
        if (worst.isWorseThan(before.severity())) {
            moving.changeSeverity(
                    organisation,
                    group.incident,
                    worst,
                    "A worse alert joined: " + group.worst().read().title(),
                    OpeningIncidents.ACTOR);
        }
        events.publishEvent(new AlertsJoined(organisation, group.incident, group.alertIds(), brings));
    }
}
