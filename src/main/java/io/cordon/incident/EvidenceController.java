package io.cordon.incident;

import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.audit.AuditTrail;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Files that belong to an incident: kept as they came, hashed, and every look recorded. */
@RestController
@RequestMapping("/api/v1/incidents/{id}/evidence")
@Tag(name = "Incidents")
class EvidenceController {

    /** Each is held in memory, some times over, until it is stored. */
    private static final int AT_ONCE = 4;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final JdbcClient jdbc;
    private final IncidentQueries queries;
    private final AuditTrail audit;
    private final AddingEvidence adding;
    private final DataSize largest;

    EvidenceController(
            JdbcClient jdbc,
            IncidentQueries queries,
            AuditTrail audit,
            AddingEvidence adding,
            @Value("${cordon.incident.max-evidence:20MB}") DataSize largest) {
        this.jdbc = jdbc;
        this.queries = queries;
        this.audit = audit;
        this.adding = adding;
        this.largest = largest;
    }

    record Evidence(
            UUID id,
            Instant at,
            String addedBy,
            String name,
            String mediaType,
            long size,
            String sha256,
            String note,

            @Schema(description = "The task that it was added in; null for what belongs to the incident as a whole")
            @Nullable
            UUID task) {}

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "The evidence of an incident, oldest first, without the contents")
    @Transactional(readOnly = true)
    public Page<Evidence> list(
            @PathVariable String id, @RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        Incident incident = find(id);
        return Page.whole(
                jdbc.sql("""
                    select id, at, added_by, name, media_type, size, sha256, note, task_id from evidence
                     where organisation = ? and incident_id = ? order by id\
                    """)
                        .params(incident.organisation().value(), incident.id())
                        .query((rs, n) -> new Evidence(
                                rs.getObject("id", UUID.class),
                                StoredIncidents.instant(rs, "at"),
                                rs.getString("added_by"),
                                rs.getString("name"),
                                rs.getString("media_type"),
                                rs.getLong("size"),
                                HexFormat.of().formatHex(rs.getBytes("sha256")),
                                rs.getString("note"),
                                rs.getObject("task_id", UUID.class)))
                        .list(),
                limit,
                cursor);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(summary = "Add a file as evidence; it is hashed and never changed")
    Evidence add(
            @PathVariable String id,
            @Parameter(example = "memory.dmp.gz") @RequestParam String name,
            @Parameter(example = "Taken before the reboot") @RequestParam(defaultValue = "") String note,
            @Parameter(description = "The task of this incident that it is added in")
                    @RequestParam(required = false)
                    @Nullable
                    UUID task,
            HttpServletRequest request,
            Caller caller)
            throws IOException {
        UUID incident = find(id).id();
        if (name.isBlank() || name.length() > 255 || name.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("name", "Expected a file name of 1 to 255 printable characters.");
        }
        if (!places.tryAcquire()) {
            throw Problem.unavailable(
                    "Expected at most " + AT_ONCE + " files of evidence on their way at once. Send it again soon.",
                    Duration.ofSeconds(5));
        }
        try {
            return adding.add(incident, name, note, task, content(request), caller.name());
        } finally {
            places.release();
        }
    }

    private byte[] content(HttpServletRequest request) throws IOException {
        byte[] content = request.getInputStream().readNBytes((int) largest.toBytes() + 1);
        if (content.length == 0) {
            throw Problem.unreadable("Expected the file's bytes as the body, but got none.");
        }
        if (content.length > largest.toBytes()) {
            throw Problem.tooLarge("Expected at most " + largest.toMegabytes() + " MB of evidence, but got more.");
        }
        return content;
    }

    @GetMapping("/{evidence}")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "Download a piece of evidence; always as a download, never shown")
    @Transactional
    public ResponseEntity<byte[]> download(@PathVariable String id, @PathVariable String evidence, Caller caller) {
        Incident incident = find(id);
        UUID wanted = Ids.read("evidence", evidence);
        record File(String name, byte[] content) {}
        File file = jdbc.sql("""
            select name, content from evidence where organisation = ? and incident_id = ? and id = ?\
            """)
                .params(incident.organisation().value(), incident.id(), wanted)
                .query((rs, n) -> new File(rs.getString("name"), rs.getBytes("content")))
                .optional()
                .orElseThrow(() -> Problem.notFound("evidence", evidence));
        audit.append(
                incident.organisation(),
                caller.name(),
                "evidence-downloaded",
                "evidence:" + wanted,
                Map.of("incident", incident.id()));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), java.nio.charset.StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(file.content());
    }

    private Incident find(String id) {
        return queries.find(Ids.read("incident", id))
                .orElseThrow(() -> Problem.notFound("incident", id))
                .incident();
    }
}
