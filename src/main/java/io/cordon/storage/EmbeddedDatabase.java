package io.cordon.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real PostgreSQL of our own, kept in the data folder, reachable from this machine with a password only. */
final class EmbeddedDatabase implements AutoCloseable {

    static final String SUPERUSER = "postgres";
    static final String DATABASE = "cordon";

    private static final int MAJOR_VERSION = 18;

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final DataFolder folder;
    private final EmbeddedPostgres postgres;
    private final String password;

    private EmbeddedDatabase(DataFolder folder, EmbeddedPostgres postgres, String password) {
        this.folder = folder;
        this.postgres = postgres;
        this.password = password;
    }

    static EmbeddedDatabase start(DataFolder folder) {
        Path cluster = folder.path().resolve("postgres");
        refuseNewer(cluster);
        stopLeftOver(cluster);
        String password = folder.secret("database-password");
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(cluster)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(
                            folder.path().resolve("postgres-binaries").toFile())
                    // The context closes it, after everything that uses it.
                    .setRegisterShutdownHook(false)
                    .setPort(freePort())
                    .setConnectConfig("password", password)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    // NB: the library starts PostgreSQL with -F (no fsync), for tests. Without this line an
                    // alert that was answered with 200 could be gone after a power cut.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "''")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("shared_buffers", "128MB")
                    // Plans made while a table was small last until it is analysed: a first storm must not wait a
                    // minute.
                    .setServerConfig("autovacuum_naptime", "10s")
                    .setServerConfig("logging_collector", "on")
                    .setServerConfig("log_directory", "log")
                    .setServerConfig("log_filename", "postgresql-%a.log")
                    .setServerConfig("log_truncate_on_rotation", "on")
                    .start();
            EmbeddedDatabase database = new EmbeddedDatabase(folder, postgres, password);
            database.requirePassword(cluster);
            database.createDatabase();
            return database;
        } catch (IOException | SQLException e) {
            throw new DataFolderUnusable(
                    "Expected the embedded PostgreSQL in " + cluster + " to start, but: " + e.getMessage(),
                    "Look into " + cluster.resolve("log") + " for PostgreSQL's own words.");
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + DATABASE;
    }

    String password() {
        return password;
    }

    /** The library's initdb trusts every local user; from the first start on, only the password opens it. */
    private void requirePassword(Path cluster) throws IOException, SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            // The secret is base64url: it has no quote.
            statement.execute("alter role postgres password '" + password + "'");
            Files.writeString(cluster.resolve("pg_hba.conf"), """
                # Written by Cordon at every start.
                host all all 127.0.0.1/32 scram-sha-256
                """);
            statement.execute("select pg_reload_conf()");
        }
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var exists = statement.executeQuery("select 1 from pg_database where datname = 'cordon'")) {
            if (!exists.next()) {
                statement.execute("create database cordon");
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /**
     * Ends a postmaster whose Cordon was killed. We hold the data folder's lock, so no living server uses it; a pid
     * that now belongs to something else is left alone.
     */
    private static void stopLeftOver(Path cluster) {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            List<String> lines = Files.readAllLines(pidFile);
            long pid = Long.parseLong(lines.getFirst().strip());
            var leftOver = ProcessHandle.of(pid).filter(process -> serves(process, cluster));
            if (leftOver.isPresent()) {
                log.info("Stopping the database that an earlier Cordon left behind (process {}).", pid);
                leftOver.get().destroy();
                try {
                    leftOver.get().onExit().get(30, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    // A smart shutdown waits for open sessions; those of a killed server may linger.
                    leftOver.get().destroyForcibly();
                    leftOver.get().onExit().get(10, TimeUnit.SECONDS);
                }
            } else {
                Files.deleteIfExists(pidFile);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while stopping a left-over database", e);
        } catch (IOException | NumberFormatException | java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new DataFolderUnusable(
                    "Expected to stop the database that an earlier Cordon left behind (" + pidFile + "), but: "
                            + e.getMessage(),
                    "End that process by hand and start again.");
        }
    }

    // NB: the pid may have gone to another PostgreSQL of this machine; only ours has this folder on its command line.
    private static boolean serves(ProcessHandle process, Path cluster) {
        return process.info().command().orElse("").endsWith("/postgres")
                && Arrays.asList(process.info().arguments().orElse(new String[0]))
                        .contains(cluster.toString());
    }

    private static void refuseNewer(Path cluster) {
        Path version = cluster.resolve("PG_VERSION");
        try {
            if (Files.exists(version)
                    && Integer.parseInt(Files.readString(version).strip()) > MAJOR_VERSION) {
                throw new DataFolderUnusable(
                        "Expected data of PostgreSQL " + MAJOR_VERSION + " or older in " + cluster + ", but it is of "
                                + Files.readString(version).strip() + ": a newer Cordon has written it.",
                        "Start the newer version, or name another folder with CORDON_DATA_DIR.");
            }
        } catch (IOException | NumberFormatException e) {
            throw new DataFolderUnusable(
                    "Expected to read " + version + ", but: " + e.getMessage(),
                    "Give the user that runs Cordon read access, or restore the folder from a backup.");
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        folder.close();
    }
}
