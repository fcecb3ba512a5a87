package io.cordon.playbook.run;

import io.cordon.tenancy.OrganisationId;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    public void add(OrganisationId organisation, UUID incidentId, String execution, List<UUID> actions) {
        jdbc.sql("""
            insert into playbook_waiter (organisation, execution, incident_id, actions, since)
            values (:organisation, :execution, :incident, :actions, :now)
            on conflict (organisation, execution) do update set actions = excluded.actions
            """)
                .param("organisation", organisation.value())
                .param("execution", execution)
                .param("incident", incidentId)
                .param("actions", actions.toArray(UUID[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The executions that wait in an incident. */
    List<String> of(OrganisationId organisation, UUID incidentId) {
        return jdbc.sql("select execution from playbook_waiter where organisation = ? and incident_id = ?")
                .params(organisation.value(), incidentId)
                .query((row, number) -> row.getString("execution"))
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

    private static List<UUID> ids(Array array) throws SQLException {
        return List.of((UUID[]) array.getArray());
    }
}
