package io.cordon.incident;

import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an incident names, and which others name the same. */
@RestController
@RequestMapping("/api/v1/incidents/{id}")
@Tag(name = "Incidents")
class EntityController {

    private final IncidentQueries queries;
    private final DescribingEntities describing;
    private final RelatedIncidents related;

    EntityController(IncidentQueries queries, DescribingEntities describing, RelatedIncidents related) {
        this.queries = queries;
        this.describing = describing;
        this.related = related;
    }

    @GetMapping("/entities")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "What an incident names, and what is known of it",
            description = "Attackers and targets first: the asset each is, whether it is protected, how often it was"
                    + " named in the last 30 days, and what was done about it.")
    @Transactional(readOnly = true)
    public Page<EntityView> entities(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return describing.of(find(id), limit, cursor);
    }

    @GetMapping("/related")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "Other incidents in reach that name the same, who shares the most first",
            description = "100 at most. The names of files and processes relate nothing.")
    @Transactional(readOnly = true)
    public Page<RelatedIncidents.Related> related(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.whole(related.of(find(id)), limit, cursor);
    }

    private Incident find(String id) {
        return queries.find(Ids.read("incident", id))
                .orElseThrow(() -> Problem.notFound("incident", id))
                .incident();
    }
}
