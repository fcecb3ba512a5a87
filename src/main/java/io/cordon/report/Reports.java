package io.cordon.report;

import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Reports as they were sent. */
@Repository
class Reports {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Reports(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps a report for good and says which version of the incident's it is. */
    int keep(PostIncidentReport report) {
        return jdbc.sql("""
            insert into report (organisation, incident_id, version, content, made_at)
            select :organisation, :incident, coalesce(max(version), 0) + 1, :content::jsonb, :at
            from report where organisation = :organisation and incident_id = :incident
            returning version
            """)
                .param("organisation", report.organisation().value())
                .param("incident", report.incidentId())
                .param("content", json.writeValueAsString(report))
                .param("at", report.madeAt().atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }
}
