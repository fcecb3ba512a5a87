package io.cordon.incident;

import io.cordon.alert.Entities;
import io.cordon.api.Ids;
import io.cordon.audit.AuditTrail;
import io.cordon.organisation.Contracts;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Opens an incident because a person says so: somebody phoned, or saw what no product did. */
@Component
class OpeningByHand {

    private final StoredIncidents incidents;
    private final IncidentEntities entities;
    private final Timeline timeline;
    private final AuditTrail audit;
    private final Contracts contracts;
    private final ApplicationEventPublisher events;

    OpeningByHand(
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

    /** It is nobody's yet: whoever phones is seldom who works on it, and the first line is asked as ever. */
    UUID open(OrganisationId organisation, WantedIncident.Read wanted, Caller caller, Instant now) {
        // Alerts that come in meanwhile join it, or see that it is not there yet.
        incidents.waitForTurn(organisation);
        Incident incident = new Incident(
                Ids.next(),
                organisation,
                incidents.nextNumber(organisation),
                wanted.title(),
                wanted.severity(),
                wanted.category(),
                IncidentStatus.OPEN,
                Set.of(),
                Entities.NONE,
                Set.of(),
                Set.of(),
                0,
                wanted.occurredAt(),
                now,
                null,
                null,
                null,
                wanted.playbook(),
                null);
        incidents.insert(incident, Promising.promisesOf(contracts.of(organisation), wanted.severity(), now), now);
        entities.addByHand(organisation, incident.id(), wanted.entities(), caller.person(), now);
        timeline.add(organisation, incident.id(), "opened", caller.name(), wanted.text(), Map.of());
        audit.append(
                organisation,
                caller.name(),
                "incident-opened",
                "incident:" + incident.id(),
                Map.of(
                        "number", incident.number(),
                        "severity", incident.severity().id(),
                        "category", incident.category(),
                        "playbook", incident.playbook(),
                        "byHand", true));
        events.publishEvent(new IncidentOpened(
                organisation, incident.id(), incident.category(), incident.severity(), incident.playbook()));
        return incident.id();
    }
}
