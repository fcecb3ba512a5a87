package io.cordon.operation;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the database tells of itself. */
@Repository
class ServerDatabase {

    private final JdbcClient jdbc;

    ServerDatabase(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ServerView.Database of(boolean embedded) {
        return jdbc.sql("""
            select split_part(current_setting('server_version'), ' ', 1) as version, pg_database_size(current_database()) as bytes
            """)
                .query((row, number) ->
                        new ServerView.Database(embedded, row.getString("version"), row.getLong("bytes")))
                .single();
    }

    /** Each server listens for changes with one connection, which has nothing else to do. */
    long nodes() {
        return jdbc.sql("""
            select count(*) from pg_stat_activity
             where usename = current_user and datname = current_database() and query = 'listen cordon_changes'
            """).query(Long.class).single();
    }

    long quarantined() {
        return jdbc.sql("select count(*) from quarantine").query(Long.class).single();
    }
}
