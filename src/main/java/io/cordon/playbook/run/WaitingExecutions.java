package io.cordon.playbook.run;

import io.cordon.tenancy.OrganisationId;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Executions that stay in their step until actions are settled. */
@Repository
public class WaitingExecutions {

    private final JdbcClient jdbc;
    private final Clock clock;

    WaitingExecutions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What somebody waits for beside an incident's own way.
     *
     * @param severity which its playbook was told, and by which people are told that it waits; the incident's may have
     *     risen since
     */
    public record Beside(String verb, String severity) {}

    /**
     * Notes that an execution waits until these actions are settled.
     *
     * @param beside what it waits for beside the incident's own way, so that it may be handed more; or null
     */
    public void add(
            OrganisationId organisation,
            UUID incidentId,
            String execution,
            List<UUID> actions,
            @Nullable Beside beside) {
        jdbc.sql("""
            insert into playbook_waiter (organisation, execution, incident_id, actions, since, beside, severity)
            values (:organisation, :execution, :incident, :actions, :now, :beside, :severity)
            on conflict (organisation, execution) do update set actions = excluded.actions
            """)
                .param("organisation", organisation.value())
                .param("execution", execution)
                .param("incident", incidentId)
                .param("actions", actions.toArray(UUID[]::new))
                .param("now", now())
                .param("beside", beside == null ? null : beside.verb())
                .param("severity", beside == null ? null : beside.severity())
                .update();
    }

    /** The newest that began to wait for this beside the incident's own way within a while. */
    public Optional<String> beside(OrganisationId organisation, UUID incidentId, Beside beside, Duration within) {
        return jdbc.sql("""
            select execution from playbook_waiter
            where organisation = :organisation and incident_id = :incident and beside = :verb and severity = :severity
              and since > :after
            order by since desc limit 1
            """)
                .param("organisation", organisation.value())
                .param("incident", incidentId)
                .param("verb", beside.verb())
                .param("severity", beside.severity())
                .param("after", now().minus(within))
                .query(String.class)
                .optional();
    }

    /** Lets an execution that waits wait for more. */
    public void handOver(OrganisationId organisation, String execution, List<UUID> actions) {
        jdbc.sql("""
            update playbook_waiter set actions = array(select distinct unnest(actions || :more))
            where organisation = :organisation and execution = :execution
            """)
                .param("more", actions.toArray(UUID[]::new))
                .param("organisation", organisation.value())
                .param("execution", execution)
                .update();
    }

    /**
     * An execution that waits for these actions.
     *
     * @param isBeside whether it does so beside the incident's own way
     */
    public record Waiting(String execution, List<UUID> actions, boolean isBeside) {}

    /** Those that wait in an incident. */
    public List<Waiting> in(OrganisationId organisation, UUID incidentId) {
        return jdbc.sql("""
            select execution, actions, beside is not null as beside from playbook_waiter
            where organisation = ? and incident_id = ?
            """)
                .params(organisation.value(), incidentId)
                .query((row, number) ->
                        new Waiting(row.getString("execution"), ids(row.getArray("actions")), row.getBoolean("beside")))
                .list();
    }

    /** Who began to wait in an incident up to a moment waits no longer. */
    void removeUntil(OrganisationId organisation, UUID incidentId, Instant until) {
        jdbc.sql("delete from playbook_waiter where organisation = ? and incident_id = ? and since <= ?")
                .params(organisation.value(), incidentId, until.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The actions that an execution waits for; empty where it waits no longer. */
    Optional<List<UUID>> actionsOf(OrganisationId organisation, String execution) {
        return jdbc.sql("select actions from playbook_waiter where organisation = ? and execution = ?")
                .params(organisation.value(), execution)
                .query((row, number) -> ids(row.getArray("actions")))
                .optional();
    }

    void remove(OrganisationId organisation, String execution) {
        jdbc.sql("delete from playbook_waiter where organisation = ? and execution = ?")
                .param(organisation.value())
                .param(execution)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static List<UUID> ids(Array array) throws SQLException {
        return List.of((UUID[]) array.getArray());
    }
}
