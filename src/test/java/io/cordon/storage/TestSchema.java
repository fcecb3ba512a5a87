package io.cordon.storage;

import java.sql.SQLException;

/** Brings a test's database up to date just as the server does. */
public final class TestSchema {

    /** The roles of every test's database: one pair for the whole cluster, so that databases can be copied. */
    public static final String ROLES = "cordon";

    private TestSchema() {}

    public static void migrate(String url, String username, String password) throws SQLException {
        var administrator = new StorageConfiguration.Administrator(url, username, password);
        var roles = DatabaseRoles.of(ROLES, password);
        roles.establish(StorageConfiguration.administratorSource(administrator));
        StorageConfiguration.schema(administrator, roles).migrate();
    }

    public static String appUser() {
        return ROLES + "_app";
    }

    public static String appPassword(String administratorPassword) {
        return DatabaseRoles.of(ROLES, administratorPassword).appPassword();
    }
}
