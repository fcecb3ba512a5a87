package io.cordon.playbook.engine;

import io.cordon.TestDatabase;
import io.cordon.playbook.Step;
import io.cordon.storage.ServerRun;
import io.cordon.tenancy.OrganisationId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;

/** The real engine with its jobs on a database of its own; steps are the test's. */
final class RunningEngine implements AutoCloseable {

    static final OrganisationId ACME = new OrganisationId("acme");
    static final OrganisationId OTHER = new OrganisationId("other");

    final TestDatabase database = TestDatabase.fresh();
    final TestDatabase.Frame frame = database.frame();
    final Queue<TaskOpened> tasks = new ConcurrentLinkedQueue<>();
    final Queue<String> cancelled = new ConcurrentLinkedQueue<>();
    final Queue<String> stuck = new ConcurrentLinkedQueue<>();
    final Queue<String> ended = new ConcurrentLinkedQueue<>();
    final Queue<Step.Call> calls = new ConcurrentLinkedQueue<>();
    final ProcessEngine camunda;
    final Engine engine;
    final UUID dead = UUID.randomUUID();
    private final ServerRun run = new ServerRun(UUID.randomUUID(), Optional.of(dead));
    private final RunningJobs jobs;
    private final AgeingJobs ageing;

    RunningEngine(Map<String, Function<Step.Call, Step.Result>> steps) {
        List<Step> beans = steps.entrySet().stream()
                .map(entry -> step(entry.getKey(), entry.getValue()))
                .toList();
        var configuration = new EngineConfiguration();
        DefaultJobExecutor executor = configuration.jobExecutor(run);
        camunda = configuration.processEngine(
                frame.dataSource(),
                java.util.Objects.requireNonNull(frame.transactions().getTransactionManager()),
                executor,
                new Action(beans, frame.actingFor()),
                new Recording(),
                frame.actingFor());
        engine = new Engine(camunda, new AsOrganisation(camunda, frame.actingFor()));
        jobs = new RunningJobs(camunda, executor, frame.jdbc(), frame.transactions(), run);
        ageing = new AgeingJobs(frame.jdbc(), frame.transactions());
        startJobs();
    }

    <T> T inTransaction(Supplier<T> work) {
        return java.util.Objects.requireNonNull(frame.transactions().execute(status -> work.get()));
    }

    String start(OrganisationId organisation, String playbook, UUID incident, Map<String, Object> flags) {
        return inTransaction(() -> engine.start(organisation, playbook, incident, flags))
                .orElseThrow()
                .instance();
    }

    /** As if the server had died, and were started again. */
    void stopJobs() {
        ageing.stop();
        jobs.stop();
    }

    void startJobs() {
        ageing.start();
        jobs.start();
    }

    long rows(String table) {
        return database.asAdministrator()
                .sql("select count(*) from engine." + table)
                .query(Long.class)
                .single();
    }

    private Step step(String name, Function<Step.Call, Step.Result> run) {
        return new Step() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Result run(Call call) {
                calls.add(call);
                return run.apply(call);
            }
        };
    }

    @Override
    public void close() {
        stopJobs();
        camunda.close();
        frame.close();
    }

    private final class Recording implements EngineListener {
        @Override
        public void taskOpened(TaskOpened task) {
            tasks.add(task);
        }

        @Override
        public void taskCancelled(OrganisationId organisation, String task, String reason) {
            cancelled.add(task + " " + reason);
        }

        @Override
        public void stepStuck(OrganisationId organisation, UUID incidentId, String step, String job, String reason) {
            stuck.add(step + " " + job + " " + reason);
        }

        @Override
        public void playbookEnded(OrganisationId organisation, String instance) {
            ended.add(instance);
        }
    }
}
