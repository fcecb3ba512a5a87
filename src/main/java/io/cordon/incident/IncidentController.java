package io.cordon.incident;

import io.cordon.alert.AlertSearch;
import io.cordon.alert.AlertView;
import io.cordon.api.Cursor;
import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
    private final AlertSearch alerts;

    IncidentController(IncidentQueries queries, AlertSearch alerts) {
        this.queries = queries;
        this.alerts = alerts;
    }

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "List incidents, newest first")
    Page<IncidentView> list(
            @Parameter(example = "acme") @RequestParam(required = false) @Nullable String organisation,
            @Parameter(description = "open, contained, resolved or closed", example = "open")
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @Parameter(example = "critical") @RequestParam(required = false) @Nullable String severity,
            @Parameter(description = "The party that has an open task: client or provider", example = "client")
                    @RequestParam(required = false)
                    @Nullable
                    String party,
            @Parameter(description = "Words of the title", example = "ransomware")
                    @RequestParam(required = false)
                    @Nullable
                    String text,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = new IncidentQueries.Filter(
                read("organisation", organisation, OrganisationId::new),
                read("status", status, IncidentStatus::of),
                read("severity", severity, Severity::of),
                read("party", party, text1 -> Party.valueOf(text1.toUpperCase(Locale.ROOT))),
                text == null || text.isBlank() ? null : text);
        return queries.list(filter, Cursor.decodeId(cursor), Cursor.limit(limit));
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
        return alerts.page(AlertSearch.Filter.of(incident.id()), cursor, Cursor.limit(limit));
    }

    private static <T> @Nullable T read(String field, @Nullable String text, Function<String, T> reading) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(field, String.valueOf(e.getMessage()));
        }
    }
}
