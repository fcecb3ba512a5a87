package io.cordon.playbook.engine;

import io.cordon.tenancy.OrganisationId;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets one transaction at a time move the playbooks of an incident. Who checks whether an action is settled and then
 * waits, and who has settled it and looks for waiters, take turns: neither misses the other. It also spares the
 * engine collisions between those who wake, tell and complete.
 */
@Component
public class OneAtATime {

    private final JdbcClient jdbc;

    OneAtATime(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for its turn; the turn lasts until the transaction ends. */
    public void waitForTurn(OrganisationId organisation, UUID incidentId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('playbook ' || ? || ' ' || ?, 0))")
                .param(organisation.value())
                .param(incidentId.toString())
                .query((row, number) -> true)
                .single();
    }
}
