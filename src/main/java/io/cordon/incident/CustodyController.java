package io.cordon.incident;

import io.cordon.api.Ids;
import io.cordon.api.Problem;
import io.cordon.audit.EvidenceTrail;
import io.cordon.audit.EvidenceTrail.Handled;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Through whose hands a piece of evidence went, and whether it is still what it was. */
@RestController
@Tag(name = "Incidents")
class CustodyController {

    private static final int MOST = 1_000;

    private final JdbcClient jdbc;
    private final IncidentQueries queries;
    private final EvidenceTrail trail;
    private final Clock clock;

    CustodyController(JdbcClient jdbc, IncidentQueries queries, EvidenceTrail trail, Clock clock) {
        this.jdbc = jdbc;
        this.queries = queries;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * The chain of custody.
     *
     * @param sha256 as it was when the file was added
     * @param intact whether the stored bytes have that hash now
     * @param handled who had it, oldest first; the last 1000
     */
    @Schema(name = "EvidenceCustody")
    record Custody(
            UUID id,
            String name,
            long size,
            String sha256,
            boolean intact,
            Instant checkedAt,
            List<HandledView> handled) {}

    /**
     * What somebody did with it.
     *
     * @param auditNumber of the entry in the organisation's trail, by which it can be verified
     */
    @Schema(name = "EvidenceHandled")
    record HandledView(
            Instant at,
            String by,
            @Schema(example = "downloaded") String what,
            long auditNumber) {

        static HandledView of(Handled handled) {
            return new HandledView(
                    handled.at(), handled.by(), handled.action().replaceFirst("^evidence-", ""), handled.number());
        }
    }

    @GetMapping("/api/v1/incidents/{id}/evidence/{evidence}/custody")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "Who added and downloaded a piece of evidence, and whether it is unchanged",
            description = "By the audit trail; the bytes are hashed now. Nobody can look into a file here but by"
                    + " downloading it.")
    @Transactional(readOnly = true)
    public Custody custody(@PathVariable String id, @PathVariable String evidence) {
        Incident incident = queries.find(Ids.read("incident", id))
                .orElseThrow(() -> Problem.notFound("incident", id))
                .incident();
        UUID wanted = Ids.read("evidence", evidence);
        List<HandledView> handled = trail.of(incident.organisation(), wanted, MOST).stream()
                .map(HandledView::of)
                .toList();
        return jdbc.sql("""
            select name, size, sha256, sha256(content) = sha256 as intact from evidence
             where organisation = ? and incident_id = ? and id = ?
            """)
                .params(incident.organisation().value(), incident.id(), wanted)
                .query((rs, n) -> new Custody(
                        wanted,
                        rs.getString("name"),
                        rs.getLong("size"),
                        HexFormat.of().formatHex(rs.getBytes("sha256")),
                        rs.getBoolean("intact"),
                        clock.instant(),
                        handled))
                .optional()
                .orElseThrow(() -> Problem.notFound("evidence", evidence));
    }
}
