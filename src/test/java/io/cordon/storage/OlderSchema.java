package io.cordon.storage;

import io.cordon.TestDatabase;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database as an older version left it, for the administrator to fill, and then to be brought up to date. */
record OlderSchema(JdbcClient jdbc, Flyway newest) {

    /** @param version of the last migration that the older version has, such as {@code 98.2} */
    static OlderSchema of(TestDatabase cluster, String name, String version) throws SQLException {
        String url = cluster.url().replaceFirst("/\\w+$", "/" + name);
        cluster.asAdministrator().sql("create database " + name).update();
        var administrator = new StorageConfiguration.Administrator(url, cluster.username(), cluster.password());
        var roles = DatabaseRoles.of(TestSchema.ROLES, cluster.password());
        roles.establish(StorageConfiguration.administratorSource(administrator));
        Flyway newest = StorageConfiguration.schema(administrator, roles);
        Flyway.configure()
                .configuration(newest.getConfiguration())
                .target(version)
                .load()
                .migrate();
        PGSimpleDataSource source = StorageConfiguration.administratorSource(administrator);
        source.setCurrentSchema("cordon");
        return new OlderSchema(JdbcClient.create(source), newest);
    }

    void migrate() {
        StorageConfiguration.bringUpToDate(newest);
    }
}
