package io.cordon.playbook.run;

import io.cordon.api.Ids;
import io.cordon.api.Problem;
import io.cordon.incident.Incidents;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Playbooks")
class PlaybookProgressController {

    private final Incidents incidents;
    private final FollowingPlaybooks following;

    PlaybookProgressController(Incidents incidents, FollowingPlaybooks following) {
        this.incidents = incidents;
        this.following = following;
    }

    @GetMapping("/api/v1/incidents/{id}/playbook")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "How far the playbooks of an incident have come",
            description =
                    "All that work or worked on it: its own, those that were called, and those beside its own way."
                            + " The ids of elements and flows are those of the version that runs, see"
                            + " /api/v1/playbooks/{key}?version=n.")
    @Transactional(readOnly = true)
    public PlaybookProgress progress(@PathVariable String id) {
        return incidents
                .find(Ids.read("incident", id))
                .map(incident -> following.of(incident.organisation(), incident.id()))
                .orElseThrow(() -> Problem.notFound("incident", id));
    }
}
