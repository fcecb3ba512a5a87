package io.cordon.playbook.engine;

import io.cordon.BackgroundWork;
import io.cordon.storage.ServerRun;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs the engine's jobs from the server's start until requests have drained, and leaves none locked behind. */
@Component
class RunningJobs implements BackgroundWork {

    private final ProcessEngine engine;
    private final DefaultJobExecutor executor;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ServerRun run;

    RunningJobs(
            ProcessEngine engine,
            DefaultJobExecutor executor,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ServerRun run) {
        this.engine = engine;
        this.executor = executor;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.run = run;
    }

    @Override
    public int getPhase() {
        return WORKS_OFF;
    }

    @Override
    public void start() {
        // What this server had locked when it died: nothing of it was committed.
        run.before().ifPresent(dead -> unlock(dead.toString()));
        executor.start();
    }

    @Override
    public boolean isRunning() {
        return executor.isActive();
    }

    @Override
    public void stop() {
        executor.shutdown();
        // What was locked but not begun would otherwise wait until the lock runs out.
        unlock(executor.getLockOwner());
    }

    private void unlock(String owner) {
        transaction.executeWithoutResult(status -> jdbc.sql("""
            update engine.act_ru_job set lock_owner_ = null, lock_exp_time_ = null, rev_ = rev_ + 1
            where lock_owner_ = ?
            """).param(owner).update());
    }

    @Override
    public String toString() {
        return "jobs of " + engine.getName();
    }
}
