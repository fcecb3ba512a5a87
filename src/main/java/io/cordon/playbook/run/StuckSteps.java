package io.cordon.playbook.run;

import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Steps that the engine gave up on, until somebody asks for another try. */
@Repository
class StuckSteps {

    private final JdbcClient jdbc;
    private final Clock clock;

    StuckSteps(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Stuck(String job, String step, String reason, Instant at) {}

    void add(OrganisationId organisation, UUID incidentId, String step, String job, String reason) {
        jdbc.sql("""
            insert into playbook_stuck (organisation, job, incident_id, step, reason, at)
            values (:organisation, :job, :incident, :step, :reason, :now)
            on conflict (organisation, job) do update set reason = excluded.reason, at = excluded.at
            """)
                .param("organisation", organisation.value())
                .param("job", job)
                .param("incident", incidentId)
                .param("step", step)
                .param("reason", reason.replace((char) 0, (char) 0xFFFD))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Stuck> of(OrganisationId organisation, UUID incidentId) {
        return jdbc.sql("""
            select job, step, reason, at from playbook_stuck
            where organisation = :organisation and incident_id = :incident order by at
            """)
                .param("organisation", organisation.value())
                .param("incident", incidentId)
                .query((row, number) -> new Stuck(
                        row.getString("job"),
                        row.getString("step"),
                        row.getString("reason"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void remove(OrganisationId organisation, String job) {
        jdbc.sql("delete from playbook_stuck where organisation = ? and job = ?")
                .param(organisation.value())
                .param(job)
                .update();
    }
}
