package io.cordon.incident;

import io.cordon.api.Ids;
import io.cordon.api.Problem;
import io.cordon.incident.StoredIncidents.Row;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who looks after an incident. */
@RestController
@RequestMapping("/api/v1/incidents/{id}")
@Tag(name = "Incidents")
class OwnerController {

    private final IncidentQueries queries;
    private final Incidents incidents;
    private final Owning owning;
    private final ApplicationEventPublisher events;

    OwnerController(IncidentQueries queries, Incidents incidents, Owning owning, ApplicationEventPublisher events) {
        this.queries = queries;
        this.incidents = incidents;
        this.owning = owning;
        this.events = events;
    }

    @PostMapping("/take")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(
            summary = "Look after an incident from now on, in place of whoever did",
            description = "Acknowledges it where nobody has. 409 once it is resolved or closed.")
    @Transactional
    public IncidentView take(@PathVariable String id, Caller caller) {
        Incident found = find(id).incident();
        incidents.hold(found.organisation(), found.id());
        Row row = find(id);
        Incident incident = row.incident();
        if (!incident.status().isActive()) {
            throw Problem.conflict("Expected an incident that is open or contained, but #" + incident.number() + " is "
                    + incident.status().id() + ".");
        }
        if (incident.acknowledgedAt() == null) {
            incidents.acknowledge(incident.organisation(), incident.id(), caller.name());
            events.publishEvent(new IncidentAcknowledged(incident.organisation(), incident.id(), caller.name()));
        } else {
            owning.take(incident, row.owner(), caller.name());
        }
        return queries.view(incident.id()).orElseThrow(() -> Problem.notFound("incident", id));
    }

    private Row find(String id) {
        return queries.find(Ids.read("incident", id)).orElseThrow(() -> Problem.notFound("incident", id));
    }
}
