package io.cordon.alert;

import io.cordon.alert.AlertSearch.Filter;
import io.cordon.api.Cursor;
import io.cordon.api.Finding;
import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/alerts")
@Tag(name = "Alerts", description = "What the products said, what it means, and why")
class AlertController {

    private static final String EXAMPLE = """
        {"id":"01980f6e-7c3a-7d52-9a44-3f1b7a8c0d11","organisation":"acme","source":"suricata-eve",\
        "sourceId":"1959620435402694","title":"ET MALWARE Win32/Ransom C2 Checkin","time":"2026-03-02T10:14:58Z",\
        "receivedAt":"2026-03-02T10:15:00Z","severity":"critical","category":"ransomware","disposition":"incident",\
        "techniques":["T1486"],"entities":{"hosts":[],"users":[],"ips":["203.0.113.7","10.0.0.12"],"domains":[],\
        "urls":[],"hashes":[],"files":[],"processes":[],"emails":[]},"count":3,"firstSeen":"2026-03-02T10:15:00Z",\
        "lastSeen":"2026-03-02T10:20:00Z","incidentId":"01980f6e-0000-7000-8000-000000000001",\
        "explanation":{"rules":[{"name":"ransomware-by-signature","package":"triage","version":"4f2a","effect":\
        "severity critical","values":["title = ET MALWARE …"]}],"text":"…"},"raw":{"event_type":"alert"}}\
        """;

    private final AlertSearch search;
    private final Feedbacks feedbacks;

    AlertController(AlertSearch search, Feedbacks feedbacks) {
        this.search = search;
        this.feedbacks = feedbacks;
    }

    /** What a person thinks of an alert. */
    record Opinion(@Nullable String verdict, @Nullable String comment) {}

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional(readOnly = true)
    @Operation(
            summary = "Alerts, newest first",
            description =
                    "'entity' is the value of anything an alert names, 'text' a part of its title; 'from' and 'to' are"
                        + " about when it was received. Raw alerts above 16 kB are left out; the single alert has it.")
    public Page<AlertView> list(
            @RequestParam @Nullable String organisation,
            @RequestParam @Nullable String source,
            @RequestParam @Nullable String severity,
            @RequestParam @Nullable String category,
            @RequestParam @Nullable String disposition,
            @RequestParam @Nullable String incident,
            @RequestParam @Nullable String entity,
            @RequestParam @Nullable String text,
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String to,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        int size = Cursor.limit(limit);
        Filter filter = new Filter(
                organisation == null ? null : new OrganisationId(organisation),
                source,
                severity == null ? null : severity(severity),
                category,
                disposition == null ? null : disposition(disposition),
                incident == null ? null : Ids.read("incident", incident),
                entity,
                text,
                from == null ? null : instant("from", from),
                to == null ? null : instant("to", to));
        return search.page(filter, cursor, size);
    }

    @GetMapping("/{id}")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional(readOnly = true)
    @Operation(summary = "One alert, with the raw bytes as they came")
    @ApiResponse(
            responseCode = "200",
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(EXAMPLE)))
    public AlertView find(@PathVariable String id) {
        return search.find(Ids.read("alert", id)).orElseThrow(() -> Problem.notFound("alert", id));
    }

    @PostMapping("/{id}/feedback")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed({Role.RESPONDER, Role.LEAD})
    @Transactional
    @Operation(
            summary = "Says whether an alert was right: true_positive, false_positive or benign",
            description = "Rules show how often they were right by it.")
    public Feedback giveFeedback(@PathVariable String id, @RequestBody Opinion opinion, Caller caller) {
        UUID alertId = Ids.read("alert", id);
        AlertView alert = search.find(alertId).orElseThrow(() -> Problem.notFound("alert", id));
        List<Finding> findings = new ArrayList<>();
        if (opinion.verdict() == null || !Feedback.VERDICTS.contains(opinion.verdict())) {
            findings.add(new Finding(
                    "verdict",
                    "Expected a verdict of true_positive, false_positive or benign, but got '"
                            + CleanText.line(String.valueOf(opinion.verdict()), 80) + "'."));
        }
        String comment = opinion.comment() == null ? "" : opinion.comment();
        if (comment.length() > Feedback.LONGEST_COMMENT) {
            findings.add(new Finding(
                    "comment", "Expected a comment of at most " + Feedback.LONGEST_COMMENT + " characters."));
        }
        if (!findings.isEmpty()) {
            throw Problem.invalid(findings);
        }
        return feedbacks.give(
                alert.organisation(),
                alertId,
                String.valueOf(opinion.verdict()),
                CleanText.block(comment, Feedback.LONGEST_COMMENT),
                caller.name());
    }

    private static Severity severity(String text) {
        try {
            return Severity.of(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("severity", String.valueOf(e.getMessage()));
        }
    }

    private static String disposition(String text) {
        for (Disposition disposition : Disposition.values()) {
            if (disposition.id().equals(text)) {
                return text;
            }
        }
        throw Problem.invalid(
                "disposition",
                "Expected a disposition of incident, triage, log or suppressed, but got '" + CleanText.line(text, 80)
                        + "'.");
    }

    private static Instant instant(String field, String text) {
        try {
            Instant instant = Instant.parse(text);
            // Ids hold 48 bits of milliseconds since 1970.
            if (instant.getEpochSecond() >= 0 && instant.getEpochSecond() < 1L << 37) {
                return instant;
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        throw Problem.invalid(
                field, "Expected a time such as 2026-03-02T10:15:00Z, but got '" + CleanText.line(text, 80) + "'.");
    }
}
