package io.cordon.playbook.run;

import io.cordon.api.Ids;
import io.cordon.playbook.engine.TaskOpened;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What playbooks are to be told, kept until it was. */
@Repository
class Messages {

    static final String SEVERITY_RAISED = "severity-raised";
    static final String ENTITIES_JOINED = "entities-joined";
    static final String ACKNOWLEDGED = TaskOpened.ACKNOWLEDGED;
    static final String END = "end";
    /** Ends what was started beside the playbook of the incident. */
    static final String END_BESIDE = "end-beside";

    private final JdbcClient jdbc;
    private final Clock clock;

    Messages(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Kept(UUID id, String message, String reason, Instant at) {}

    /**
     * NB: always a row of its own. Finding one that is there already and adding none would lose what a transaction
     * brings that commits after that row was delivered.
     */
    void add(OrganisationId organisation, UUID incidentId, String message, String reason) {
        jdbc.sql("""
            insert into playbook_message (organisation, id, incident_id, message, reason, created_at)
            values (:organisation, :id, :incident, :message, :reason, :now)
            """)
                .param("organisation", organisation.value())
                .param("id", Ids.next())
                .param("incident", incidentId)
                .param("message", message)
                .param("reason", reason)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Kept> of(OrganisationId organisation, UUID incidentId) {
        return jdbc.sql("""
            select id, message, reason, created_at from playbook_message
            where organisation = :organisation and incident_id = :incident
            order by id
            """)
                .param("organisation", organisation.value())
                .param("incident", incidentId)
                .query((row, number) -> new Kept(
                        row.getObject("id", UUID.class),
                        row.getString("message"),
                        row.getString("reason"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void remove(OrganisationId organisation, List<Kept> delivered) {
        if (!delivered.isEmpty()) {
            jdbc.sql("delete from playbook_message where organisation = :organisation and id in (:ids)")
                    .param("organisation", organisation.value())
                    .param("ids", delivered.stream().map(Kept::id).toList())
                    .update();
        }
    }
}
