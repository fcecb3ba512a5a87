package io.cordon.storage;

import com.zaxxer.hikari.HikariDataSource;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.ActingTransactions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts or finds the database, brings its schema up to date as the owner, and hands out the application's pool. */
@Configuration(proxyBeanMethods = false)
@EnableTransactionManagement
class StorageConfiguration {

    private static final Set<MigrationState> UNKNOWN = EnumSet.of(
            MigrationState.FUTURE_SUCCESS,
            MigrationState.FUTURE_FAILED,
            MigrationState.MISSING_SUCCESS,
            MigrationState.MISSING_FAILED);

    /** Where the database is and who may set it up. */
    record Administrator(String url, String username, String password) {}

    @Bean
    DataFolder dataFolder(@Value("${cordon.data-dir}") String path) {
        // NB: not as a Path: Spring would look for that name on the class path first.
        return DataFolder.open(Path.of(path));
    }

    @Bean
    ServerRun serverRun(DataFolder folder) {
        return folder.run();
    }

    @Bean
    @ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "embedded")
    EmbeddedDatabase embeddedDatabase(DataFolder folder) {
        return EmbeddedDatabase.start(folder);
    }

    @Bean
    Administrator databaseAdministrator(
            @Nullable EmbeddedDatabase embedded,
            @Value("${spring.datasource.url:}") String url,
            @Value("${spring.datasource.username:}") String username,
            @Value("${spring.datasource.password:}") String password) {
        return embedded == null
                ? new Administrator(url, username, password)
                : new Administrator(embedded.url(), EmbeddedDatabase.SUPERUSER, embedded.password());
    }

    @Bean
    DatabaseRoles databaseRoles(Administrator administrator, @Value("${cordon.storage.roles:}") String prefix) {
        if (administrator.password().isEmpty()) {
            throw new DatabaseUnusable(
                    "Expected a password for the database " + administrator.url() + ", but there is none.",
                    "Give '" + administrator.username() + "' a password and set it as SPRING_DATASOURCE_PASSWORD: the"
                            + " password of the role that Cordon works as is made from it.");
        }
        var source = administratorSource(administrator);
        var roles = DatabaseRoles.of(
                prefix.isEmpty() ? String.valueOf(source.getDatabaseName()) : prefix, administrator.password());
        try {
            roles.establish(source);
        } catch (SQLException e) {
            throw DatabaseUnusable.because(e, administrator.url(), administrator.username());
        }
        return roles;
    }

    @Bean
    Flyway flyway(Administrator administrator, DatabaseRoles roles) {
        Flyway flyway = schema(administrator, roles);
        refuseNewer(flyway);
        bringUpToDate(flyway);
        return flyway;
    }

    /**
     * What runs in a transaction leaves nothing behind where it fails. What cannot, such as an index that is built
     * "concurrently", is remembered as failed, and would keep the server from ever starting again: each of those begins
     * by clearing away what it left, and is run again.
     */
    static void bringUpToDate(Flyway flyway) {
        if (Arrays.stream(flyway.info().all()).anyMatch(migration -> migration.getState() == MigrationState.FAILED)) {
            flyway.repair();
        }
        flyway.migrate();
    }

    /** An older server must not write into a schema that a newer one has changed. */
    static void refuseNewer(Flyway flyway) {
        Arrays.stream(flyway.info().all())
                .filter(migration -> UNKNOWN.contains(migration.getState()))
                .findFirst()
                .ifPresent(migration -> {
                    throw new DatabaseUnusable(
                            "Expected a database of this or an older version of Cordon, but it has the change '"
                                    + migration.getDescription() + "' (" + migration.getVersion()
                                    + ") of a newer one.",
                            "Start the newer version, or restore a backup from before the upgrade.");
                });
    }

    static Flyway schema(Administrator administrator, DatabaseRoles roles) {
        var settings = Flyway.configure();
        // NB: not held in a transaction. An index that is built "concurrently" waits for every transaction to end, and
        // would wait for this one for ever.
        settings.getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return settings.dataSource(administrator.url(), administrator.username(), administrator.password())
                .initSql("set role \"" + roles.owner() + "\"; set search_path = cordon, engine")
                .schemas("cordon")
                .createSchemas(false)
                .placeholders(Map.of("app", roles.app(), "owner", roles.owner()))
                .load();
    }

    @Bean
    HikariDataSource dataSource(
            Administrator administrator,
            DatabaseRoles roles,
            Flyway schema,
            @Value("${cordon.storage.pool-size}") int poolSize) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("cordon");
        pool.setJdbcUrl(administrator.url());
        pool.setUsername(roles.app());
        pool.setPassword(roles.appPassword());
        pool.setMaximumPoolSize(poolSize);
        pool.setMinimumIdle(Math.min(4, poolSize));
        pool.addDataSourceProperty("currentSchema", "cordon,engine");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("socketTimeout", "60");
        return pool;
    }

    @Bean
    JdbcTransactionManager transactionManager(DataSource dataSource, ActingFor actingFor) {
        return new ActingTransactions(dataSource, actingFor);
    }

    @Bean
    TransactionTemplate transactionTemplate(JdbcTransactionManager transactionManager) {
        return new TransactionTemplate(transactionManager);
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    static PGSimpleDataSource administratorSource(Administrator administrator) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(administrator.url());
        source.setUser(administrator.username());
        source.setPassword(administrator.password());
        return source;
    }
}
