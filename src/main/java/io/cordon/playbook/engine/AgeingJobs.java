package io.cordon.playbook.engine;

import io.cordon.BackgroundWork;
import io.cordon.Rounds;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets letters and tasks come even where containment never ends: a few of the jobs that have waited longest go before
 * it now and then. Only a few, so that a backlog of letters does not hold up containment in its turn.
 */
@Component
class AgeingJobs implements BackgroundWork {

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int PATIENCE_SECONDS = 30;
    private static final int AT_ONCE = 20;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Rounds rounds = new Rounds("job-ageing", EVERY, this::hurry);

    AgeingJobs(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    private Rounds.Rest hurry() {
        // NB: the engine writes its server's local time, which is also the time zone of our connections.
        transaction.executeWithoutResult(status -> jdbc.sql("""
            update engine.act_ru_job set priority_ = :first
            where id_ in (
                select id_ from engine.act_ru_job
                where priority_ < :containment and retries_ > 0 and lock_owner_ is null
                  and coalesce(duedate_, create_time_) < localtimestamp - :patience * interval '1 second'
                order by coalesce(duedate_, create_time_) limit :most
                for update skip locked)
            """)
                .param("first", ShapingPlaybooks.CONTAINMENT_FIRST + 1)
                .param("containment", ShapingPlaybooks.CONTAINMENT_FIRST)
                .param("patience", PATIENCE_SECONDS)
                .param("most", AT_ONCE)
                .update());
        return Rounds.Rest.UNTIL_WOKEN;
    }

    @Override
    public int getPhase() {
        return WORKS_OFF;
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
}
