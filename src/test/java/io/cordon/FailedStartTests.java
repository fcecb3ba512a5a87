package io.cordon;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.bench.ServerProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A server that cannot start says what was expected, what came, and what to do; and nothing else. */
class FailedStartTests {

    @TempDir
    Path folder;

    @Test
    void thePortIsTaken() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(start(onDatabase(database, Map.of("SERVER_PORT", String.valueOf(taken.getLocalPort())))))
                    .contains("Expected to serve on port " + taken.getLocalPort() + ", but another program uses it")
                    .contains("set SERVER_PORT to a free port");
        }
    }

    @Test
    void thePortIsNoNumber() throws Exception {
        assertThat(start(Map.of("SERVER_PORT", "abc")))
                .contains("Expected SERVER_PORT to be a number from 0 to 65535, but it is 'abc'")
                .contains("Set SERVER_PORT to a free port such as 8080");
    }

    @Test
    void thePortIsOutOfRange() throws Exception {
        assertThat(start(Map.of("SERVER_PORT", "155415")))
                .contains("Expected SERVER_PORT to be a number from 0 to 65535, but it is '155415'")
                .contains("Set SERVER_PORT to a free port such as 8080");
    }

    @Test
    void theDataFolderCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "where a folder should be");
        assertThat(start(Map.of("CORDON_DATA_DIR", file.resolve("data").toString())))
                .contains("Expected to be able to write to the data folder " + file.resolve("data"))
                .contains("name another folder with CORDON_DATA_DIR");
    }

    @Test
    void theDataFolderIsOfANewerVersion() throws Exception {
        Path cluster = Files.createDirectories(folder.resolve("data/postgres"));
        Files.writeString(cluster.resolve("PG_VERSION"), "99\n");
        assertThat(start(Map.of()))
                .contains("Expected data of PostgreSQL 18 or older in " + cluster + ", but it is of 99")
                .contains("Start the newer version");
    }

    @Test
    void theDatabaseIsOfANewerVersion() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        database.asAdministrator().sql("""
            insert into flyway_schema_history
                (installed_rank, version, description, type, script, installed_by, execution_time, success)
            values (9999, '9999', 'from the future', 'SQL', 'V9999__from_the_future.sql', 'someone', 1, true)
            """).update();
        assertThat(start(onDatabase(database, Map.of())))
                .contains("Expected a database of this or an older version of Cordon")
                .contains("'from the future' (9999)")
                .contains("Start the newer version");
    }

    @Test
    void theDatabaseCannotBeReached() throws Exception {
        // A port below those that systems give out, on which nothing of this machine listens.
        String url = "jdbc:postgresql://127.0.0.1:1/cordon";
        assertThat(start(onDatabase(TestDatabase.fresh(), Map.of("SPRING_DATASOURCE_URL", url))))
                .contains("Expected a PostgreSQL at " + url + ", but it cannot be reached")
                .contains("Start it, or correct SPRING_DATASOURCE_URL");
    }

    @Test
    void thePasswordIsWrong() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        JdbcClient superuser = database.asAdministrator();
        superuser.sql("create role locked_out login password 'right'").update();
        // The tests' PostgreSQL trusts everybody: this one it asks.
        superuser
                .sql("""
                    copy (select 'host all locked_out 127.0.0.1/32 scram-sha-256'
                           union all select 'host all all 127.0.0.1/32 trust') to '%s'
                    """.formatted(superuser
                        .sql("select current_setting('hba_file')")
                        .query(String.class)
                        .single()))
                .update();
        superuser.sql("select pg_reload_conf()").query(Boolean.class).single();
        assertThat(start(onDatabase(
                        database,
                        Map.of("SPRING_DATASOURCE_USERNAME", "locked_out", "SPRING_DATASOURCE_PASSWORD", "wrong"))))
                .contains("as 'locked_out', but the password is wrong or the user unknown")
                .contains("Correct SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD")
                .doesNotContain("'wrong'");
    }

    @Test
    void theRoleMayNotCreateRoles() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        database.asAdministrator()
                .sql("create role powerless login password 'right'")
                .update();
        assertThat(start(onDatabase(
                        database,
                        Map.of(
                                "SPRING_DATASOURCE_USERNAME",
                                "powerless",
                                "SPRING_DATASOURCE_PASSWORD",
                                "right",
                                "CORDON_STORAGE_ROLES",
                                "unheard_of"))))
                .contains("as 'powerless', but: ERROR: permission denied to create role")
                .contains("alter role \"powerless\" createrole");
    }

    private static Map<String, String> onDatabase(TestDatabase database, Map<String, String> different) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SPRING_DATASOURCE_URL", database.url(),
                "SPRING_DATASOURCE_USERNAME", database.username(),
                "SPRING_DATASOURCE_PASSWORD", database.password(),
                "CORDON_STORAGE_ROLES", database.roles()));
        environment.putAll(different);
        return environment;
    }

    /** What the console of a server says that must not come up. */
    private String start(Map<String, String> environment) throws IOException, InterruptedException {
        Path console = folder.resolve("console.log");
        ProcessBuilder builder = new ProcessBuilder(ServerProcess.ofClasses(folder))
                .redirectErrorStream(true)
                .redirectOutput(console.toFile());
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().put("CORDON_DATA_DIR", folder.resolve("data").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as("ended by itself")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(console);
        assertThat(process.exitValue()).as(said).isEqualTo(1);
        assertThat(said).contains("APPLICATION FAILED TO START").doesNotContain("\tat ");
        return said;
    }
}
