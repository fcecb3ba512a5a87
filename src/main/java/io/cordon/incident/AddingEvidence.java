package io.cordon.incident;

import io.cordon.api.Ids;
import io.cordon.api.Problem;
import io.cordon.api.Sha256;
import io.cordon.audit.AuditTrail;
import io.cordon.incident.EvidenceController.Evidence;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps a file with its incident. The file is here in full: whoever still sends must not hold a connection. */
@Service
class AddingEvidence {

    private final JdbcClient jdbc;
    private final IncidentQueries queries;
    private final Timeline timeline;
    private final AuditTrail audit;
    private final Clock clock;

    AddingEvidence(JdbcClient jdbc, IncidentQueries queries, Timeline timeline, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.queries = queries;
        this.timeline = timeline;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Evidence add(UUID id, String name, String note, @Nullable UUID task, byte[] content, String by) {
        Incident incident = queries.find(id)
                .orElseThrow(() -> Problem.notFound("incident", id))
                .incident();
        if (task != null && !hasTask(incident, task)) {
            throw Problem.invalid("task", "Expected a task of this incident, but it has no task " + task + ".");
        }
        byte[] hash = Sha256.of(content);
        Evidence evidence = new Evidence(
                Ids.next(),
                clock.instant(),
                by,
                name,
                MediaType.APPLICATION_OCTET_STREAM_VALUE,
                content.length,
                HexFormat.of().formatHex(hash),
                note,
                task);
        jdbc.sql("""
            insert into evidence (organisation, id, incident_id, at, added_by, name, media_type, size, sha256,
                                  note, task_id, content)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """)
                .params(
                        incident.organisation().value(),
                        evidence.id(),
                        incident.id(),
                        StoredIncidents.utc(evidence.at()),
                        evidence.addedBy(),
                        evidence.name(),
                        evidence.mediaType(),
                        evidence.size(),
                        hash,
                        note.replace('\u0000', '\uFFFD'))
                .param(task)
                .param(content)
                .update();
        timeline.add(
                incident.organisation(),
                incident.id(),
                "evidence",
                by,
                "Evidence added: " + name,
                Map.of("evidenceId", evidence.id(), "sha256", evidence.sha256()));
        audit.append(
                incident.organisation(),
                by,
                "evidence-added",
                "evidence:" + evidence.id(),
                Map.of("incident", incident.id(), "sha256", evidence.sha256(), "size", evidence.size()));
        return evidence;
    }

    private boolean hasTask(Incident incident, UUID task) {
        return jdbc.sql("select exists (select from task where organisation = ? and incident_id = ? and id = ?)")
                .params(incident.organisation().value(), incident.id(), task)
                .query(Boolean.class)
                .single();
    }
}
