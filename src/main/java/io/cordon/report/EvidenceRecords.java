package io.cordon.report;

import io.cordon.audit.EvidenceTrail;
import io.cordon.report.IncidentRecords.Found;
import io.cordon.report.PostIncidentReport.Evidence;
import io.cordon.report.PostIncidentReport.Handled;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads which files were kept with an incident, and through whose hands each went. */
@Repository
class EvidenceRecords {

    /** Of each file the last so many; all of them are in the audit trail. */
    static final int MOST_HANDLED = 100;

    private final JdbcClient jdbc;
    private final EvidenceTrail trail;

    EvidenceRecords(JdbcClient jdbc, EvidenceTrail trail) {
        this.jdbc = jdbc;
        this.trail = trail;
    }

    /** The earliest first. */
    List<Evidence> of(Found incident) {
        return jdbc.sql("""
            select id, name, size, sha256, added_by, at, note from evidence
            where organisation = ? and incident_id = ? order by id
            """)
                .params(incident.organisation().value(), incident.id())
                .query((row, n) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new Evidence(
                            id,
                            row.getString("name"),
                            row.getLong("size"),
                            HexFormat.of().formatHex(row.getBytes("sha256")),
                            row.getString("added_by"),
                            Rows.surely(row, "at"),
                            row.getString("note"),
                            handled(incident, id));
                })
                .list();
    }

    private List<Handled> handled(Found incident, UUID evidence) {
        return trail.of(incident.organisation(), evidence, MOST_HANDLED).stream()
                .map(handled -> new Handled(
                        handled.at(), handled.by(), handled.action().replaceFirst("^evidence-", ""), handled.number()))
                .toList();
    }
}
