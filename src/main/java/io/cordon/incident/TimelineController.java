package io.cordon.incident;

import io.cordon.api.Finding;
import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.api.Storable;
import io.cordon.audit.AuditTrail;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Everything that happened in an incident, and what people add to it. */
@RestController
@RequestMapping("/api/v1/incidents/{id}/timeline")
@Tag(name = "Incidents")
class TimelineController {

    private static final int LONGEST = 5_000;
    private static final Duration LONG_AGO = Duration.ofDays(3650);
    /** Two clocks may differ. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private final IncidentQueries queries;
    private final StoredTimeline timeline;
    private final AuditTrail audit;
    private final Clock clock;

    TimelineController(IncidentQueries queries, StoredTimeline timeline, AuditTrail audit, Clock clock) {
        this.queries = queries;
        this.timeline = timeline;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param at when it happened; now where nobody says */
    record NewNote(
            @Schema(example = "The user phoned: her files no longer open.") @Nullable
            String text,

            @Schema(example = "2026-03-02T02:10:00Z") @Nullable
            Instant at) {}

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "Everything that happened in an incident, oldest first or newest first")
    @Transactional(readOnly = true)
    public Page<TimelineView> read(
            @PathVariable String id,
            @Parameter(description = "Only of these kinds, several by commas", example = "note,status")
                    @RequestParam(required = false)
                    @Nullable
                    String kind,
            @Parameter(description = "Only what is pinned, or what is not") @RequestParam(required = false) @Nullable
                    Boolean pinned,
            @RequestParam(required = false) @Schema(allowableValues = {"oldest", "newest"}) @Nullable String order,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Incident incident = find(id);
        return timeline.read(
                incident.organisation(), incident.id(), TimelineQuery.of(kind, pinned, order, limit, cursor));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(
            summary = "Note on the timeline what happened, now or before",
            description = "Both parties read it; it is never changed. 422 for a time that is still to come.")
    @Transactional
    public TimelineView note(@PathVariable String id, @RequestBody NewNote asked, Caller caller) {
        Instant now = clock.instant();
        String text = read(asked, now);
        Incident incident = find(id);
        Instant at = asked.at() == null || asked.at().isAfter(now) ? now : asked.at();
        TimelineView entry = new TimelineView(
                Ids.next(), at, "note", caller.name(), text, Map.of(), at.equals(now) ? null : now, null);
        timeline.add(incident.organisation(), incident.id(), entry);
        record(incident, caller, "timeline-noted", entry);
        return entry;
    }

    @PutMapping("/{entry}/pin")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(summary = "Pin an entry, so that nobody overlooks it; who pinned it first stays who did")
    @Transactional
    public TimelineView pin(@PathVariable String id, @PathVariable String entry, Caller caller) {
        Incident incident = find(id);
        TimelineView found = find(incident, entry);
        if (timeline.pin(incident.organisation(), incident.id(), found.id(), caller.name())) {
            record(incident, caller, "timeline-pinned", found);
        }
        return find(incident, entry);
    }

    @DeleteMapping("/{entry}/pin")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(summary = "Take the pin off an entry")
    @Transactional
    public TimelineView unpin(@PathVariable String id, @PathVariable String entry, Caller caller) {
        Incident incident = find(id);
        TimelineView found = find(incident, entry);
        if (timeline.unpin(incident.organisation(), incident.id(), found.id())) {
            record(incident, caller, "timeline-unpinned", found);
        }
        return find(incident, entry);
    }

    private static String read(NewNote asked, Instant now) {
        List<Finding> findings = new ArrayList<>();
        String text = asked.text() == null ? "" : asked.text().strip();
        if (text.isEmpty() || text.length() > LONGEST || !Storable.is(text)) {
            findings.add(new Finding(
                    "text",
                    "Expected a text of 1 to " + LONGEST + " characters that can be stored, but got " + text.length()
                            + "."));
        }
        Instant at = asked.at();
        if (at != null && (at.isAfter(now.plus(SOON)) || at.isBefore(now.minus(LONG_AGO)))) {
            findings.add(new Finding("at", "Expected a time of the last ten years, but got " + at + "."));
        }
        if (!findings.isEmpty()) {
            throw Problem.invalid(findings);
        }
        return text;
    }

    private void record(Incident incident, Caller caller, String action, TimelineView entry) {
        audit.append(
                incident.organisation(),
                caller.name(),
                action,
                "incident:" + incident.id(),
                Map.of("entry", entry.id(), "at", entry.at().toString()));
    }

    private TimelineView find(Incident incident, String entry) {
        return timeline.find(incident.organisation(), incident.id(), Ids.read("timeline entry", entry))
                .orElseThrow(() -> Problem.notFound("timeline entry", entry));
    }

    private Incident find(String id) {
        return queries.find(Ids.read("incident", id))
                .orElseThrow(() -> Problem.notFound("incident", id))
                .incident();
    }
}
