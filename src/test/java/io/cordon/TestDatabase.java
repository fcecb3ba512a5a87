package io.cordon;

import com.zaxxer.hikari.HikariDataSource;
import io.cordon.storage.TestSchema;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.ActingTransactions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A database of a test's own, up to date and empty. There is one PostgreSQL per test JVM; every database is a copy
 * of one that was migrated once, which takes some hundredths of a second.
 */
public final class TestDatabase {

    private static final String PASSWORD = "test";
    private static final String TEMPLATE = "cordon_template";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final class Cluster {
        private static final Duration FOR_OTHERS_TO_STOP = Duration.ofSeconds(5);

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setRegisterShutdownHook(false)
                        .setCleanDataDirectory(false)
                        .setConnectConfig("password", PASSWORD)
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("max_connections", "200")
                        // Who waited first is to be the one that gives way, also where the second is slow to come.
                        .setServerConfig("deadlock_timeout", "3s")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
                try (Connection connection = postgres.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute("alter role postgres password '" + PASSWORD + "'");
                    statement.execute("create database " + TEMPLATE);
                }
                TestSchema.migrate(url(postgres, TEMPLATE), "postgres", PASSWORD);
                return postgres;
            } catch (IOException | SQLException e) {
                throw new IllegalStateException("Expected a PostgreSQL for the tests", e);
            }
        }

        /** Last of all: hooks run side by side, and the servers of the tests stop in theirs. */
        private static void stop(EmbeddedPostgres postgres) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
                Instant enough = Instant.now().plus(FOR_OTHERS_TO_STOP);
                while (hasOthers(connection) && Instant.now().isBefore(enough)) {
                    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                }
                String folder = folder(connection);
                postgres.close();
                // NB: a process of its own. Every database has a thousand files: to delete them here takes longer than
                // the half minute after which Surefire kills a JVM that does not end.
                Process unused = new ProcessBuilder("rm", "-rf", folder).start();
            } catch (SQLException | IOException e) {
                throw new IllegalStateException("Expected to stop the PostgreSQL of the tests", e);
            }
        }

        private static String folder(Connection connection) throws SQLException {
            try (var statement = connection.createStatement();
                    var shown = statement.executeQuery("show data_directory")) {
                shown.next();
                return shown.getString(1);
            }
        }

        private static boolean hasOthers(Connection connection) throws SQLException {
            try (var statement = connection.createStatement();
                    var others = statement.executeQuery("""
                        select exists (select from pg_stat_activity
                                       where backend_type = 'client backend' and pid <> pg_backend_pid())
                        """)) {
                return others.next() && others.getBoolean(1);
            }
        }
    }

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    public static TestDatabase fresh() {
        String name = "cordon_test_" + NUMBER.incrementAndGet();
        try (Connection connection = Cluster.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + TEMPLATE);
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to copy the template into " + name, e);
        }
        return new TestDatabase(name);
    }

    /** What a server is given as {@code spring.datasource.url}. */
    public String url() {
        return url(Cluster.POSTGRES, name);
    }

    public String username() {
        return "postgres";
    }

    public String password() {
        return PASSWORD;
    }

    /** What {@code cordon.storage.roles} must be for a server on this database. */
    public String roles() {
        return TestSchema.ROLES;
    }

    /** Past row level security: for looking at what really stands in the tables. */
    public JdbcClient asAdministrator() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url() + "?currentSchema=cordon,engine");
        source.setUser(username());
        source.setPassword(PASSWORD);
        return JdbcClient.create(source);
    }

    /** The frame the server's own beans stand in, without a server: for tests of one module. */
    public Frame frame() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url());
        pool.setUsername(TestSchema.appUser());
        pool.setPassword(TestSchema.appPassword(PASSWORD));
        pool.setMaximumPoolSize(8);
        pool.setMinimumIdle(1);
        pool.addDataSourceProperty("currentSchema", "cordon,engine");
        ActingFor actingFor = new ActingFor(pool);
        TransactionTemplate transaction = new TransactionTemplate(new ActingTransactions(pool, actingFor));
        return new Frame(pool, JdbcClient.create(pool), transaction, actingFor);
    }

    private static String url(EmbeddedPostgres postgres, String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database;
    }

    /** Works as the application's role, under row level security. */
    public record Frame(
            HikariDataSource dataSource, JdbcClient jdbc, TransactionTemplate transactions, ActingFor actingFor)
            implements AutoCloseable {

        @Override
        public void close() {
            dataSource.close();
        }
    }
}
