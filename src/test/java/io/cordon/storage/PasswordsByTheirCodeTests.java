package io.cordon.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stood before V100_1, and what it makes of it. */
class PasswordsByTheirCodeTests {

    private static final String PROVIDERS = "provider/priya";
    private static final String CLIENTS = "acme/anna";

    private final TestDatabase cluster = TestDatabase.fresh();
    private int number;

    @Test
    void aPasswordIsTheProvidersWhereTheCodeThatItWasChosenWithWas() throws SQLException {
        var older = OlderSchema.of(cluster, "passwords_by_their_code", "98.2");
        JdbcClient jdbc = older.jdbc();
        jdbc.sql("""
            insert into organisation (organisation, name, kind, time_zone, country)
            values ('acme', 'Acme', 'client', 'UTC', 'AU')
            """).update();
        jdbc.sql("""
            insert into provider_access (organisation, id, granted_at, granted_by)
            values ('acme', gen_random_uuid(), timestamptz '2026-01-01', 'provider/admin')
            """).update();

        person(jdbc, "ann", true, given(PROVIDERS), set(), given(CLIENTS));
        person(jdbc, "ben", true, given(CLIENTS), set());
        person(jdbc, "cleo", true, given(PROVIDERS), given(CLIENTS), set());
        person(jdbc, "dora", true, given("token:" + PROVIDERS), set(), given(CLIENTS), given(CLIENTS));
        person(jdbc, "emil", false, given(PROVIDERS));
        older.migrate();

        assertThat(jdbc.sql("select person from credential where password_by_provider order by person")
                        .query(String.class)
                        .list())
                .containsExactly("ann", "dora");
    }

    private record Entry(String actor, String action) {}

    private static Entry given(String by) {
        return new Entry(by, "setup-code-given");
    }

    private static Entry set() {
        return new Entry("acme/whoever", "password-set");
    }

    private void person(JdbcClient jdbc, String person, boolean hasPassword, Entry... trail) {
        jdbc.sql("insert into credential (organisation, person, password) values ('acme', ?, case when ? then"
                        + " 'hash' end)")
                .params(person, hasPassword)
                .update();
        for (Entry entry : trail) {
            jdbc.sql("""
                insert into audit_entry (organisation, number, at, actor, action, subject, detail, previous, hash)
                values ('acme', ?, timestamptz '2026-02-01', ?, ?, ?, '{}', '', '')
                """)
                    .params(++number, entry.actor(), entry.action(), "person:acme/" + person)
                    .update();
        }
    }
}
