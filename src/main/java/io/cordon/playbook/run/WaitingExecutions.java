package io.cordon.playbook.run;

import io.cordon.tenancy.OrganisationId;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
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

    record Waiter(String execution, List<UUID> actions) {}

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

    List<Waiter> of(OrganisationId organisation, UUID incidentId) {
        return jdbc.sql("""
            select execution, actions from playbook_waiter
            where organisation = :organisation and incident_id = :incident
            """)
                .param("organisation", organisation.value())
                .param("incident", incidentId)
                .query((row, number) -> new Waiter(row.getString("execution"), ids(row.getArray("actions"))))
                .list();
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
