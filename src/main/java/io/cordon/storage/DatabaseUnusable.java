package io.cordon.storage;

import io.cordon.CannotStart;
import java.sql.SQLException;

/** The database that was named in the settings cannot be used. */
final class DatabaseUnusable extends CannotStart {

    DatabaseUnusable(String message, String action) {
        super(message, action);
    }

    /** Reads PostgreSQL's error codes: https://www.postgresql.org/docs/18/errcodes-appendix.html. */
    static DatabaseUnusable because(SQLException failure, String url, String username) {
        String state = String.valueOf(failure.getSQLState());
        String message =
                "Expected to set up the database " + url + " as '" + username + "', but: " + failure.getMessage();
        if (state.startsWith("08")) {
            return new DatabaseUnusable(
                    "Expected a PostgreSQL at " + url + ", but it cannot be reached: " + failure.getMessage(),
                    "Start it, or correct SPRING_DATASOURCE_URL; without that setting Cordon brings its own database.");
        }
        return switch (state) {
            case "28P01", "28000" ->
                new DatabaseUnusable(
                        "Expected to sign in to " + url + " as '" + username
                                + "', but the password is wrong or the user" + " unknown.",
                        "Correct SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.");
            case "3D000" ->
                new DatabaseUnusable(
                        "Expected the database of " + url + ", but the server has none of that name.",
                        "Create it (create database cordon), or correct SPRING_DATASOURCE_URL.");
            case "42501" ->
                new DatabaseUnusable(
                        message,
                        "Cordon makes two roles of its own at the first start. Allow it: alter role \"" + username
                                + "\" createrole; grant create on database <its database> to \"" + username + "\".");
            default -> new DatabaseUnusable(message, "Look into the log of PostgreSQL for what it made of this.");
        };
    }
}
