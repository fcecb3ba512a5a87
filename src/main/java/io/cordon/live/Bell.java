package io.cordon.live;

import io.cordon.BackgroundWork;
import io.cordon.Rounds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gathers what changed on this node and tells all nodes by a notification of PostgreSQL. NB: not in the transactions
 * that change something: their commits would wait for each other, as a notification's does.
 */
@Component
class Bell implements BackgroundWork {

    static final String CHANNEL = "cordon_changes";

    private static final Duration GATHERING = Duration.ofMillis(200);

    /** More incidents than this at once, and pages look at all they show of the organisation. */
    private static final int MOST_IN_DETAIL = 200;

    /** PostgreSQL takes less than 8000 bytes; see NOTIFY in its manual. */
    private static final int LARGEST = 7_900;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Rounds rounds = new Rounds("telling of changes", Duration.ofSeconds(30), this::tell);
    private Set<Change> rung = new LinkedHashSet<>();

    Bell(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void ring(Change change) {
        synchronized (this) {
            if (rung.size() > MOST_IN_DETAIL) {
                rung.add(change.asAWhole());
            } else {
                rung.add(change);
            }
        }
        rounds.wake();
    }

    private Rounds.Rest tell() {
        Set<Change> changes;
        synchronized (this) {
            changes = rung;
            rung = new LinkedHashSet<>();
        }
        if (changes.isEmpty()) {
            return Rounds.Rest.UNTIL_WOKEN;
        }
        if (changes.size() > MOST_IN_DETAIL) {
            changes = changes.stream().map(Change::asAWhole).collect(Collectors.toCollection(LinkedHashSet::new));
        }
        List<Change> part = new ArrayList<>();
        for (Change change : changes) {
            part.add(change);
            if (written(part).getBytes(StandardCharsets.UTF_8).length > LARGEST) {
                part.removeLast();
                send(part);
                part = new ArrayList<>(List.of(change));
            }
        }
        send(part);
        return Rounds.Rest.undisturbed(GATHERING);
    }

    private String written(List<Change> changes) {
        return json.writeValueAsString(changes);
    }

    private void send(List<Change> changes) {
        jdbc.sql("select pg_notify(?, ?)")
                .params(CHANNEL, written(changes))
                .query((row, n) -> true)
                .list();
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
