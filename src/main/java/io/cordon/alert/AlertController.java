package io.cordon.alert;

import io.cordon.api.Cursor;
import io.cordon.api.Facets;
import io.cordon.api.Filters;
import io.cordon.api.Finding;
import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.organisation.ExamplesLeftOut;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
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
        "explanation":{"rules":[{"name":"ransomware-on-the-wire","words":{"name":"A network sensor sees ransomware",\
        "why":"Traffic of a ransomware family means …","translations":{"de":{"name":"Ein Netzwerksensor sieht Ransomware",\
        "why":"…"}}},"package":"cordon.triage","version":"4f2a","effect":"severity at least critical",\
        "values":["title = ET MALWARE …"]}],"text":"Critical, ransomware, an incident: Traffic of …",\
        "decided":{"rule":"ransomware-on-the-wire","without":{"severity":"critical","category":"malware",\
        "disposition":"incident"}}},"raw":{"event_type":"alert"}}\
        """;

    private final AlertSearch search;
    private final AlertFacets facets;
    private final Feedbacks feedbacks;
    private final ExamplesLeftOut examplesLeftOut;

    AlertController(AlertSearch search, AlertFacets facets, Feedbacks feedbacks, ExamplesLeftOut examplesLeftOut) {
        this.search = search;
        this.facets = facets;
        this.feedbacks = feedbacks;
        this.examplesLeftOut = examplesLeftOut;
    }

    /** What a person thinks of an alert. */
    record Opinion(@Nullable String verdict, @Nullable String comment) {}

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional(readOnly = true)
    @Operation(
            summary = "Alerts, newest first",
            description =
                    "Raw alerts above 16 kB are left out; the single alert has it. Words and rules are looked for in"
                            + " 20,000 alerts at a time: a page may be short, or empty, and still have a next one.")
    public Page<AlertView> list(
            @ParameterObject AlertQuestion question,
            @Parameter(description = "newest, or severity: worst first, then newest", example = "severity")
                    @RequestParam
                    @Nullable
                    String sort,
            @Parameter(description = "false leaves out the alerts as they came", example = "false")
                    @RequestParam
                    @Nullable
                    String raw,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        int size = Cursor.limit(limit);
        Filters filters = new Filters();
        AlertFilter filter = question.read(filters);
        AlertSort order = filters.one("sort", sort, AlertSort::of);
        Boolean withRaw = filters.yesOrNo("raw", raw);
        Boolean examples = question.readExamples(filters);
        filters.check();
        return examplesLeftOut.call(
                examples,
                () -> search.page(
                        filter, order == null ? AlertSort.NEWEST : order, cursor, size, withRaw == null || withRaw));
    }

    @GetMapping("/facets")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional(readOnly = true)
    @Operation(
            summary = "How many alerts a list has, and what it can be narrowed to",
            description = "Each facet is counted as if its own filter was not set, and has its 50 most frequent"
                + " values. Of more than 200,000 alerts (20,000 where words, a rule or a technique are asked for) the"
                + " newest are counted, and 'capped' is true.")
    public Facets facets(@ParameterObject AlertQuestion question) {
        Filters filters = new Filters();
        AlertFilter filter = question.read(filters);
        Boolean examples = question.readExamples(filters);
        filters.check();
        return examplesLeftOut.call(examples, () -> facets.of(filter));
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
}
