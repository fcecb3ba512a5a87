package io.cordon.report;

import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.notification.NotificationQueries;
import io.cordon.notification.NotificationView;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Role;
import io.cordon.words.Language;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/incidents/{id}")
@Tag(name = "reports", description = "What happened, told from the records")
class ReportController {

    private final WritingReport writing;
    private final IncidentRecords incidents;
    private final NotificationQueries notifications;
    private final ReaderLanguage languages;

    ReportController(
            WritingReport writing,
            IncidentRecords incidents,
            NotificationQueries notifications,
            ReaderLanguage languages) {
        this.languages = languages;
        this.writing = writing;
        this.incidents = incidents;
        this.notifications = notifications;
    }

    @GetMapping(
            value = "/report",
            produces = {
                MediaType.APPLICATION_JSON_VALUE,
                MediaType.APPLICATION_PDF_VALUE,
                MediaType.TEXT_HTML_VALUE,
                ReportForms.MARKDOWN
            })
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional(readOnly = true)
    @Operation(
            summary = "The post-incident report as it stands now",
            description = "By the Accept header: `application/pdf`, `text/html`, `text/markdown` or"
                    + " `application/json`. Every figure is read from the records at this moment. JSON is the record"
                    + " itself, in English; the other forms are in the reader's language.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = PostIncidentReport.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_PDF_VALUE,
                        schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = ReportForms.MARKDOWN, schema = @Schema(type = "string"))
            })
    public ResponseEntity<PrintedReport> report(
            @Parameter(description = "The incident's id") @PathVariable String id,
            @Parameter(
                            description = "en or de; without it by the header Accept-Language, else English",
                            schema = @Schema(allowableValues = {"en", "de"}))
                    @RequestParam
                    @Nullable
                    String lang,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable
                    String accepted) {
        Language language = ReaderLanguage.read(lang, accepted);
        UUID incident = Ids.read("incident", id);
        PostIncidentReport report = writing.of(incident).orElseThrow(() -> Problem.notFound("incident", id));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(fileName(report))
                                .build()
                                .toString())
                // The page carries its own style and needs nothing else; whatever an alert wrote gets nothing either.
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(new PrintedReport(report, languages.phrases(report, language)));
    }

    @GetMapping("/notifications")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional(readOnly = true)
    @Operation(summary = "Who was told what about this incident, newest first")
    public Page<NotificationView> notifications(
            @PathVariable String id, @RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        UUID incident = Ids.read("incident", id);
        if (incidents.find(incident).isEmpty()) {
            throw Problem.notFound("incident", id);
        }
        return notifications.page(null, incident, limit, cursor);
    }

    static String fileName(PostIncidentReport report) {
        return "incident-" + report.organisation() + "-" + report.number() + "-report";
    }
}
