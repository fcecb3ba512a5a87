package io.cordon.incident;

import io.cordon.api.Filters;
import io.cordon.api.Finding;
import io.cordon.api.Problem;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Role;
import io.cordon.triage.KnownCategories;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Opening an incident that no alert told of. */
@RestController
@RequestMapping("/api/v1/incidents")
@Tag(name = "Incidents")
class OpeningController {

    private final OpeningByHand opening;
    private final OpeningOnce once;
    private final IncidentQueries queries;
    private final KnownCategories categories;
    private final Clock clock;

    OpeningController(
            OpeningByHand opening, OpeningOnce once, IncidentQueries queries, KnownCategories categories, Clock clock) {
        this.once = once;
        this.opening = opening;
        this.queries = queries;
        this.categories = categories;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(
            summary = "Open an incident by hand",
            description = "Its playbook starts as if an alert had opened it, and alerts that name the same join it.")
    @Transactional
    public IncidentView open(
            @RequestBody WantedIncident wanted,
            @Parameter(description = "The same key again, within a day, answers with the same incident and opens none")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    String key,
            Caller caller) {
        OpeningOnce.check(key);
        List<Finding> findings = new ArrayList<>();
        if (isUnsaid(wanted.organisation()) && caller.reach().size() != 1) {
            findings.add(new Finding(
                    "organisation",
                    "Expected whose incident it is, as you reach "
                            + caller.reach().size() + " organisations."));
        }
        Instant now = clock.instant();
        WantedIncident.Read read = wanted.read(categories, now, findings);
        if (!findings.isEmpty()) {
            throw Problem.invalid(findings);
        }
        OrganisationId whose = organisation(wanted.organisation(), caller);
        if (whose.equals(OrganisationId.PROVIDER)) {
            throw Problem.invalid("organisation", "Expected a client, but '" + whose.value() + "' is the provider.");
        }
        UUID id = once.open(whose, key, wanted, () -> opening.open(whose, read, caller, now));
        return queries.view(id).orElseThrow(() -> Problem.notFound("incident", id));
    }

    private static OrganisationId organisation(@Nullable String named, Caller caller) {
        if (named == null || named.isBlank()) {
            return caller.home();
        }
        if (!OrganisationId.isValid(named) || !caller.reaches(new OrganisationId(named))) {
            throw Problem.notFound("organisation", Filters.shown(named));
        }
        return new OrganisationId(named);
    }

    private static boolean isUnsaid(@Nullable String named) {
        return named == null || named.isBlank();
    }
}
