package io.cordon.live;

import io.cordon.BackgroundWork;
import io.cordon.Rounds;
import jakarta.annotation.PreDestroy;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Hears what any node tells of changes, this one included, and passes it on to the pages that are open here. */
@Component
class HearingNodes implements BackgroundWork {

    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final int LISTEN_MILLIS = 500;

    private final JdbcTemplate database;
    private final JsonMapper json;
    private final Streams streams;
    private final Rounds rounds = new Rounds("hearing of changes", AGAIN, this::listen);

    HearingNodes(DataSource dataSource, JsonMapper json, Streams streams) {
        this.database = new JdbcTemplate(dataSource);
        this.json = json;
        this.streams = streams;
    }

    /** Holds one connection for as long as it lasts. */
    private Rounds.Rest listen() {
        database.execute((ConnectionCallback<Boolean>) connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("listen " + Bell.CHANNEL);
                // What was told while nobody listened is unknown.
                streams.endAll();
                PGConnection postgres = connection.unwrap(PGConnection.class);
                while (rounds.isGoing()) {
                    passOn(postgres.getNotifications(LISTEN_MILLIS));
                }
                statement.execute("unlisten " + Bell.CHANNEL);
            }
            return true;
        });
        return Rounds.Rest.UNTIL_WOKEN;
    }

    private void passOn(PGNotification @Nullable [] heard) {
        if (heard != null) {
            for (PGNotification notification : heard) {
                streams.tell(changes(notification));
            }
        }
    }

    private Set<Change> changes(PGNotification notification) {
        List<Change> changes = json.readValue(notification.getParameter(), new TypeReference<>() {});
        return Set.copyOf(changes);
    }

    /** NB: a server that cannot start closes its database without stopping what has begun; see FailedStartTests. */
    @PreDestroy
    void letGo() {
        rounds.stop();
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isGoing();
    }

    @Override
    public int getPhase() {
        return WORKS_OFF;
    }
}
