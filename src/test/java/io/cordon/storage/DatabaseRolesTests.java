package io.cordon.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What docs/operating.md asks of the role that sets Cordon up is all it needs. */
class DatabaseRolesTests {

    private final TestDatabase cluster = TestDatabase.fresh();
    private final JdbcClient superuser = cluster.asAdministrator();

    @Test
    void aRoleThatMayCreateRolesAndOwnsTheDatabaseIsEnoughAtTheFirstStartAndLater() throws SQLException {
        var administrator = anEmptyDatabaseOf("modest");
        var roles = DatabaseRoles.of("modest", administrator.password());

        for (int start = 1; start <= 2; start++) {
            roles.establish(StorageConfiguration.administratorSource(administrator));
            StorageConfiguration.schema(administrator, roles).migrate();
        }

        assertThat(powerful("modest_app")).isFalse();
    }

    @Test
    void aRoleThatHasComeToMorePowerLosesIt() throws SQLException {
        var administrator = anEmptyDatabaseOf("swollen");
        superuser.sql("alter role swollen superuser").update();
        superuser.sql("create role swollen_app bypassrls createdb").update();

        DatabaseRoles.of("swollen", administrator.password())
                .establish(StorageConfiguration.administratorSource(administrator));

        assertThat(powerful("swollen_app")).isFalse();
    }

    private StorageConfiguration.Administrator anEmptyDatabaseOf(String role) {
        superuser
                .sql("create role " + role + " login createrole password 'a password'")
                .update();
        superuser.sql("create database " + role + " owner " + role).update();
        return new StorageConfiguration.Administrator(
                cluster.url().replaceFirst("/\\w+$", "/" + role), role, "a password");
    }

    private boolean powerful(String role) {
        return superuser
                .sql("select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = ?")
                .param(role)
                .query(Boolean.class)
                .single();
    }
}
