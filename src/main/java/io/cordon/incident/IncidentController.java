package io.cordon.incident;

import io.cordon.alert.AlertFilter;
import io.cordon.alert.AlertSearch;
import io.cordon.alert.AlertView;
import io.cordon.api.Cursor;
import io.cordon.api.Facets;
import io.cordon.api.Filters;
import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.organisation.ExamplesLeftOut;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reading incidents. */
@RestController
@RequestMapping("/api/v1/incidents")
@Tag(name = "Incidents")
class IncidentController {

    private final IncidentQueries queries;
    private final IncidentFacets facets;
    private final AlertSearch alerts;
    private final ExamplesLeftOut examplesLeftOut;

    IncidentController(
            IncidentQueries queries, IncidentFacets facets, AlertSearch alerts, ExamplesLeftOut examplesLeftOut) {
        this.queries = queries;
        this.facets = facets;
        this.alerts = alerts;
        this.examplesLeftOut = examplesLeftOut;
    }

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "List incidents, newest first",
            description = "Words are looked for in 5,000 incidents at a time: a page may be short, or empty, and still"
                    + " have a next one.")
    Page<IncidentView> list(
            @ParameterObject IncidentQuestion question,
            @Parameter(
                            description = "newest; oldest; severity: worst first, then newest; due: whose next clock is"
                                    + " due first",
                            example = "due")
                    @RequestParam(required = false)
                    @Nullable
                    String sort,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Filters filters = new Filters();
        IncidentFilter filter = question.read(filters);
        IncidentSort order = filters.one("sort", sort, IncidentSort::of);
        Boolean examples = question.readExamples(filters);
        filters.check();
        return examplesLeftOut.call(
                examples,
                () -> queries.list(filter, order == null ? IncidentSort.NEWEST : order, cursor, Cursor.limit(limit)));
    }

    @GetMapping("/facets")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "How many incidents a list has, and what it can be narrowed to",
            description = "Each facet is counted as if its own filter was not set, and has its 50 most frequent values."
                    + " Of 20,000 incidents and more the newest are counted, and 'capped' is true.")
    Facets facets(@ParameterObject IncidentQuestion question) {
        Filters filters = new Filters();
        IncidentFilter filter = question.read(filters);
        Boolean examples = question.readExamples(filters);
        filters.check();
        return examplesLeftOut.call(examples, () -> facets.of(filter));
    }

    @GetMapping("/{id}")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "Show an incident with its clocks")
    IncidentView show(@PathVariable String id) {
        return queries.view(Ids.read("incident", id)).orElseThrow(() -> Problem.notFound("incident", id));
    }

    @GetMapping("/{id}/alerts")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "The alerts of an incident, newest first",
            description = "Raw alerts above 16 kB are left out; the single alert has it.")
    @Transactional(readOnly = true)
    public Page<AlertView> alerts(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Incident incident = queries.find(Ids.read("incident", id))
                .orElseThrow(() -> Problem.notFound("incident", id))
                .incident();
        return alerts.page(AlertFilter.of(incident.id()), cursor, Cursor.limit(limit));
    }
}
