package io.cordon.operation;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What the database tells of itself. */
@Repository
class ServerDatabase {

    private static final int MOST_COUNTED = 1_000;

    private final JdbcClient jdbc;

    ServerDatabase(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What it knows.
     *
     * @param nodes how many servers share it
     * @param quarantined of the organisations in reach, {@link #MOST_COUNTED} at most
     */
    record Known(ServerView.Database database, long nodes, long quarantined, boolean moreQuarantined) {}

    @Transactional(readOnly = true)
    public Known look(boolean embedded) {
        long quarantined = quarantined();
        return new Known(database(embedded), nodes(), Math.min(quarantined, MOST_COUNTED), quarantined > MOST_COUNTED);
    }

    private ServerView.Database database(boolean embedded) {
        return jdbc.sql("""
            select split_part(current_setting('server_version'), ' ', 1) as version, pg_database_size(current_database()) as bytes
            """)
                .query((row, number) ->
                        new ServerView.Database(embedded, row.getString("version"), row.getLong("bytes")))
                .single();
    }

    /** Each server listens for changes with one connection, which has nothing else to do. */
    private long nodes() {
        return jdbc.sql("""
            select count(*) from pg_stat_activity
             where usename = current_user and datname = current_database() and query = 'listen cordon_changes'
            """).query(Long.class).single();
    }

    private long quarantined() {
        return jdbc.sql("select count(*) from (select from quarantine limit :most) counted")
                .param("most", MOST_COUNTED + 1)
                .query(Long.class)
                .single();
    }
}
