package io.cordon.storage;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

/**
 * The two roles of a Cordon database. {@code <prefix>_owner} owns the schema and cannot sign in;
 * {@code <prefix>_app} is what the server works as: it owns nothing, creates nothing, and row level security
 * always applies to it.
 *
 * @param appPassword derived from the administrator's password, so that every node comes to the same
 */
record DatabaseRoles(String owner, String app, String appPassword) {

    static DatabaseRoles of(String prefix, String administratorPassword) {
        return new DatabaseRoles(prefix + "_owner", prefix + "_app", derive(administratorPassword, prefix + "_app"));
    }

    /** Makes roles and schemas, or brings them into their expected form; harmless when repeated. */
    void establish(DataSource administrator) throws SQLException {
        try (Connection connection = administrator.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Two nodes that start at once would both create the roles.
            statement.execute("select pg_advisory_xact_lock(hashtext('cordon-roles'))");
            createIfMissing(statement, owner, "nologin");
            createIfMissing(statement, app, "login");
            takePower(statement, owner);
            takePower(statement, app);
            statement.execute("alter role " + quoted(app) + " with login noinherit password '" + appPassword + "'");
            statement.execute("grant " + quoted(owner) + " to current_user");
            for (String schema : new String[] {"cordon", "engine"}) {
                statement.execute("create schema if not exists " + schema + " authorization " + quoted(owner));
                statement.execute("grant usage on schema " + schema + " to " + quoted(app));
                statement.execute("alter default privileges for role " + quoted(owner) + " in schema " + schema
                        + " grant select, insert, update, delete on tables to " + quoted(app));
            }
            statement.execute("alter role " + quoted(app) + " set search_path = cordon, engine");
            statement.execute("alter role " + quoted(app) + " set idle_in_transaction_session_timeout = '60s'");
            connection.commit();
        }
    }

    private static void createIfMissing(Statement statement, String role, String kind) throws SQLException {
        statement.execute("""
            do $$ begin
                if not exists (select from pg_roles where rolname = '%s') then
                    create role "%s" %s nosuperuser nobypassrls;
                end if;
            end $$\
            """.formatted(role, role, kind));
    }

    // NB: only where there is some to take: from PostgreSQL 16 on, nobody may even name an attribute without having it.
    private static void takePower(Statement statement, String role) throws SQLException {
        statement.execute("""
            do $$ begin
                if exists (select from pg_roles
                            where rolname = '%s' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)) then
                    alter role "%s" nosuperuser nobypassrls nocreaterole nocreatedb;
                end if;
            end $$\
            """.formatted(role, role));
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static String derive(String secret, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
