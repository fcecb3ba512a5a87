package io.cordon.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.TestDatabase;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stood before V115_1 and V115_2, and what they make of it. */
class GrantsAsDocumentsSpellThemTests {

    private static final UUID INCIDENT = UUID.fromString("01993f00-0000-7000-8000-000000000012");

    private final TestDatabase cluster = TestDatabase.fresh();

    @Test
    void whatWasKeptAsTheCodeNamesItReadsAsTheDocumentDoes() throws SQLException {
        var older = OlderSchema.of(cluster, "grants_as_documents_spell_them", "114.1");
        JdbcClient jdbc = older.jdbc();
        jdbc.sql("insert into organisation (organisation, name, kind, time_zone) values ('acme', 'Acme',"
                        + " 'client', 'UTC')")
                .update();
        jdbc.sql("""
            insert into incident (organisation, id, number, title, severity, category, status, techniques, alert_count,
                playbook, occurred_at, detected_at, last_alert_at)
            values ('acme', ?, 12, 'a test', 'critical', 'malware', 'open', '{}', 1, 'malware-on-host', now(), now(),
                now())
            """).param(INCIDENT).update();
        action(jdbc, "203.0.113.1", grant("AUTOMATIC", "AFTER_HOURS"));
        action(jdbc, "203.0.113.2", grant("approval", "always"));
        action(jdbc, "203.0.113.3", null);

        older.migrate();

        assertThat(jdbc.sql("select coalesce(authority::text, '-') from action order by target")
                        .query(String.class)
                        .list())
                .containsExactly(grant("automatic", "after-hours"), grant("approval", "always"), "-");
        assertThat(jdbc.sql("select indexrelid::regclass::text from pg_index where not indisvalid")
                        .query(String.class)
                        .list())
                .as("indexes that were not built to their end")
                .isEmpty();
        assertThat(jdbc.sql("select indexname from pg_indexes where tablename = 'action'")
                        .query(String.class)
                        .list())
                .contains("action_used_connector", "action_failed_at_connector", "action_waits_for_connector");
    }

    @Test
    void indexesThatCouldNotBeBuiltAreBuiltAtTheNextStart() throws SQLException {
        var older = OlderSchema.of(cluster, "indexes_at_the_next_start", "114.1");
        older.jdbc().sql("create table audit_entry_at ()").update();
        assertThatThrownBy(older::migrate).hasMessageContaining("audit_entry_at");
        older.jdbc().sql("drop table audit_entry_at").update();

        older.migrate();

        assertThat(older.jdbc()
                        .sql("select indexname from pg_indexes where tablename in ('action', 'audit_entry')")
                        .query(String.class)
                        .list())
                .contains("action_used_connector", "audit_entry_at");
    }

    private static String grant(String mode, String hours) {
        return "{\"grant\": {\"mode\": \"" + mode + "\", \"verb\": \"block_ip\", \"hours\": \"" + hours
                + "\"}, \"documentVersion\": 3}";
    }

    private static void action(JdbcClient jdbc, String target, @Nullable String authority) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
            insert into action (organisation, id, incident_id, verb, target, target_key, connector, generation,
                idem_key, state, reason, requested_by, authority)
            values ('acme', ?, ?, 'block_ip', ?, ?, 'edl', 1, ?, 'VERIFIED', 'a test', 'playbook:contain', ?::jsonb)
            """)
                .params(java.util.Arrays.asList(id, INCIDENT, target, target, id.toString(), authority))
                .update();
    }
}
