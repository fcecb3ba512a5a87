package io.cordon.incident;

import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Brings alerts into an incident that is there already. */
@Component
class BringingAlerts {

    private static final int MOST_NAMED = 5;
    private static final int LONGEST = 80;

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
        List<NamedEntity> brought = entities.add(organisation, group.incident, group.entities(), now);
        incidents.addAlerts(organisation, group.incident, group, now);
        timeline.add(
                organisation,
                group.incident,
                "alert",
                OpeningIncidents.ACTOR,
                "Joined by " + group.describe() + "." + inWords(brought),
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
        events.publishEvent(new AlertsJoined(organisation, group.incident, group.alertIds(), !brought.isEmpty()));
    }

    /** Of what alerts brought, what acts or is acted against. */
    private static String inWords(List<NamedEntity> brought) {
        List<String> parts = brought.stream()
                .filter(entity -> entity.role() != NamedEntity.Role.NAMED)
                .map(entity -> entity.value().length() <= LONGEST
                        ? entity.value()
                        : entity.value().substring(0, LONGEST) + "…")
                .distinct()
                .sorted()
                .toList();
        if (parts.isEmpty()) {
            return "";
        }
        String more = parts.size() > MOST_NAMED ? " and " + (parts.size() - MOST_NAMED) + " more" : "";
        return " New in it: " + parts.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")) + more + ".";
    }
}
