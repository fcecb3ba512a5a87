package io.cordon.playbook.run;

import io.cordon.api.Ids;
import io.cordon.api.Problem;
import io.cordon.incident.Incident;
import io.cordon.incident.Incidents;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Playbooks")
class RetryController {

    private final RetryingSteps retrying;
    private final Incidents incidents;

    RetryController(RetryingSteps retrying, Incidents incidents) {
        this.retrying = retrying;
        this.incidents = incidents;
    }

    /** The ids, in their diagrams, of the steps that are tried again. */
    record Retried(List<String> steps) {}

    @PostMapping("/api/v1/incidents/{id}/retry")
    @Allowed({Role.LEAD, Role.ADMIN})
    @Operation(
            summary = "Try the steps of an incident's playbook again that failed until the engine stopped trying",
            description = "409 where no step stands still.")
    Retried retry(@PathVariable String id, Caller caller) {
        UUID incidentId = Ids.read("incident", id);
        Incident incident = incidents.find(incidentId).orElseThrow(() -> Problem.notFound("incident", id));
        List<String> steps = retrying.retry(incident, caller.name());
        if (steps.isEmpty()) {
            throw Problem.conflict("No step of this incident's playbook stands still, so there is nothing to retry.");
        }
        return new Retried(steps);
    }
}
