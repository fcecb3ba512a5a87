package io.cordon.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.TestDatabase;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stood before V107_1, and what it makes of it. */
class WithdrawnAtTheEndTests {

    private static final UUID INCIDENT = UUID.fromString("01993f00-0000-7000-8000-000000000012");

    private final TestDatabase cluster = TestDatabase.fresh();

    @Test
    void whatWasRefusedForTheIncidentsEndIsKnownByWhatWasSaidOfIt() throws SQLException {
        var older = OlderSchema.of(cluster, "withdrawn_at_the_end", "106.1");
        JdbcClient jdbc = older.jdbc();
        jdbc.sql("insert into organisation (organisation, name, kind, time_zone) values ('acme', 'Acme',"
                        + " 'client', 'UTC')")
                .update();
        jdbc.sql("""
            insert into incident (organisation, id, number, title, severity, category, status, techniques, alert_count,
                playbook, occurred_at, detected_at, last_alert_at)
            values ('acme', ?, 12, 'a test', 'critical', 'malware', 'closed', '{}', 1, 'malware-on-host', now(), now(),
                now())
            """).param(INCIDENT).update();
        String ended = "Withdrawn: the incident was closed before it was sent. Ask for it again if it is still needed.";
        action(jdbc, "203.0.113.1", "REFUSED", ended);
        action(jdbc, "203.0.113.2", "REFUSED", "Withdrawn by anna of acme: a mistake");
        action(jdbc, "203.0.113.3", "UNKNOWN", ended + " An earlier attempt may have taken effect.");

        older.migrate();

        assertThat(jdbc.sql("select target from action where withdrawn")
                        .query(String.class)
                        .list())
                .containsExactly("203.0.113.1");
    }

    private static void action(JdbcClient jdbc, String target, String state, String why) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
            insert into action (organisation, id, incident_id, verb, target, target_key, connector, generation,
                idem_key, state, reason, state_reason, requested_by)
            values ('acme', ?, ?, 'block_ip', ?, ?, 'edl', 1, ?, ?, 'a test', ?, 'playbook:contain')
            """)
                .params(id, INCIDENT, target, target, id.toString(), state, why)
                .update();
    }
}
