package io.cordon.example;

import com.fasterxml.jackson.annotation.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How far the example hour has come; there is one at most. */
@Repository
@Transactional
class ExampleRuns {

    /** Where it stands. */
    enum State {
        PLAYING,
        LOADED,
        REMOVING;

        @JsonValue
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The hour that is there.
     *
     * @param played of how many alerts the outcome is durable
     * @param removedBy who asked that it be removed; null where nobody has
     */
    record Run(
            State state,
            Instant startedAt,
            String startedBy,
            int played,
            int total,
            @Nullable String removedBy) {}

    private final JdbcClient jdbc;

    ExampleRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** NB: read-only, so that it tells also whoever reaches no provider. */
    @Transactional(readOnly = true)
    public Optional<Run> find() {
        return jdbc.sql("select * from example_run").query(ExampleRuns::run).optional();
    }

    /** False where there is one already. */
    boolean begin(Instant at, String by, int total) {
        return jdbc.sql("""
            insert into example_run (organisation, state, started_at, started_by, total)
            values ('provider', 'playing', :at, :by, :total)
            on conflict do nothing
            """)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .param("total", total)
                        .update()
                == 1;
    }

    /** Two servers may play the same alert, which counts once. */
    void played(int now) {
        jdbc.sql("""
            update example_run
               set played = greatest(played, :now),
                   state = case when :now >= total then 'loaded' else state end
             where state = 'playing'
            """).param("now", now).update();
    }

    /** False where there is none. Who asked first is who removes it. */
    boolean removing(String by) {
        return jdbc.sql("update example_run set state = 'removing', removed_by = coalesce(removed_by, :by)")
                        .param("by", by)
                        .update()
                == 1;
    }

    /** Who asked for the removal that is under way; empty where another server was faster. For this transaction only. */
    Optional<String> claimRemoval() {
        return jdbc.sql("select removed_by from example_run where state = 'removing' for update")
                .query(String.class)
                .optional();
    }

    void end() {
        jdbc.sql("delete from example_run").update();
    }

    private static Run run(ResultSet row, int n) throws SQLException {
        return new Run(
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getString("started_by"),
                row.getInt("played"),
                row.getInt("total"),
                row.getString("removed_by"));
    }
}
