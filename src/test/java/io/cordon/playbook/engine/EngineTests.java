package io.cordon.playbook.engine;

import static io.cordon.playbook.engine.RunningEngine.ACME;
import static io.cordon.playbook.engine.RunningEngine.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.playbook.Step;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class EngineTests {

    private final AtomicInteger failures = new AtomicInteger();

    @AutoClose
    private final RunningEngine running = new RunningEngine(Map.of(
            "contain",
                    call -> {
                        if (failures.getAndDecrement() > 0) {
                            throw new IllegalStateException("Expected the ledger to answer, but it did not");
                        }
                        return new Step.Result.Waiting(Map.of());
                    },
            "log", call -> new Step.Result.Done(Map.of())));

    private final UUID incident = UUID.randomUUID();

    @Test
    void runsAtTheStartWhatTheKilledServerHadLocked() throws IOException {
        deploy();
        running.stopJobs();
        start();
        lockJobs(running.dead.toString());
        running.startJobs();

        assertThat(waitingStep().incidentId()).isEqualTo(incident);
    }

    @Test
    void leavesToAnotherServerWhatThatHasLocked() throws IOException {
        deploy();
        running.stopJobs();
        start();
        lockJobs("another");
        running.startJobs();

        assertThat(running.database
                        .asAdministrator()
                        .sql("select lock_owner_ from engine.act_ru_job")
                        .query(String.class)
                        .list())
                .containsExactly("another");
    }

    @Test
    void letsSomeOfWhatHasWaitedLongGoBeforeContainment() throws IOException {
        deploy();
        running.stopJobs();
        Set<UUID> letters = startMany(100);
        UUID young = startMany(1).iterator().next();
        running.database
                .asAdministrator()
                .sql("update engine.act_ru_job set priority_ = 0")
                .update();
        running.database
                .asAdministrator()
                .sql("update engine.act_ru_job set create_time_ = create_time_ - interval '1 minute' where id_ <> ?")
                .param(jobOf(young))
                .update();
        Set<UUID> containments = startMany(100);
        running.startJobs();

        await().atMost(Duration.ofMinutes(1)).until(() -> running.calls.size() == 201);
        List<UUID> order =
                running.calls.stream().map(Step.Call::incidentId).distinct().toList();
        int allContained = containments.stream().mapToInt(order::indexOf).max().orElseThrow();
        assertThat(order.subList(0, allContained).stream().filter(letters::contains))
                .hasSizeBetween(20, 99);
        assertThat(order.indexOf(young)).isGreaterThan(order.size() / 2);
    }

    @Test
    void containsOneIncidentBeforeItWritesDownAnother() throws IOException {
        deploy("contain-and-log");
        running.stopJobs();
        int incidents = 60;
        for (int i = 0; i < incidents; i++) {
            running.start(ACME, "contain-and-log", UUID.randomUUID(), Map.of());
        }
        running.startJobs();

        await().atMost(Duration.ofMinutes(1)).until(() -> running.calls.size() == 2 * incidents);
        List<String> order = running.calls.stream().map(Step.Call::element).toList();
        // Not to the last: a busy machine keeps one thread waiting while the others go on.
        int most = IntStream.range(0, order.size())
                .filter(call -> order.get(call).equals("block-attackers"))
                .skip(incidents * 3 / 4)
                .findFirst()
                .orElseThrow();
        assertThat(order.subList(0, most)).filteredOn("write-down"::equals).hasSizeLessThan(incidents / 4);
    }

    private Set<UUID> startMany(int count) {
        return Stream.generate(UUID::randomUUID)
                .limit(count)
                .peek(each -> running.start(ACME, "contain-and-ask", each, Map.of("escalateAfter", "PT1H")))
                .collect(Collectors.toSet());
    }

    private String jobOf(UUID of) {
        return running.database
                .asAdministrator()
                .sql("""
                    select j.id_ from engine.act_ru_job j
                    join engine.act_ru_variable v on v.proc_inst_id_ = j.process_instance_id_
                    where v.text_ = ?
                    """)
                .param(of.toString())
                .query(String.class)
                .single();
    }

    private void lockJobs(String owner) {
        int locked = running.database
                .asAdministrator()
                .sql("update engine.act_ru_job set lock_owner_ = ?, lock_exp_time_ = now() + interval '1 hour'")
                .param(owner)
                .update();
        assertThat(locked).isOne();
    }

    @Test
    void goesFromTheAsyncStepOverTheWaitAndThePersonToItsEnd() throws IOException {
        deploy();
        String instance = start();
        Step.Call call = waitingStep();

        assertThat(call.organisation()).isEqualTo(ACME);
        assertThat(call.incidentId()).isEqualTo(incident);
        assertThat(call.element()).isEqualTo("block-attackers");
        assertThat(call.inputs()).isEqualTo(Map.of("do", "contain", "verb", "block_ip"));
        assertThat(running.tasks).isEmpty();

        assertThat(wake(call, false)).isTrue();
        await().until(() -> running.rows("act_ru_task") == 1);
        TaskOpened task = running.tasks.element();
        assertThat(task.function()).isEqualTo("incident-response-first-line");
        assertThat(task.instructions()).isEqualTo("1. Look at the hosts.\n2. Say what you saw.");
        assertThat(task.form().fields())
                .extracting(TaskForm.Field::type)
                .containsExactly("boolean", "choice", "number", "date", "longtext", "file");
        assertThat(task.form().fields().getFirst().required()).isTrue();

        running.inTransaction(() -> {
            running.engine.complete(ACME, task.task(), Map.of("clean", true));
            return true;
        });
        await().until(() -> !running.engine.isRunning(ACME, instance));
        assertThat(running.calls).extracting(Step.Call::element).containsExactly("block-attackers", "tell");
        assertThat(running.cancelled).isEmpty();
        assertThat(running.rows("act_ru_execution")).isZero();
    }

    @Test
    void skipsThePersonWhereEverythingIsContained() throws IOException {
        deploy();
        String instance = start();
        wake(waitingStep(), true);

        await().until(() -> !running.engine.isRunning(ACME, instance));
        assertThat(running.tasks).isEmpty();
    }

    @Test
    void triesAFailedStepAgainWithoutDoublingAnything() throws IOException {
        failures.set(2);
        deploy();
        start();

        await().atMost(Duration.ofSeconds(20)).until(() -> running.calls.size() == 3);
        await().until(() -> running.rows("act_ru_job where type_ = 'message'") == 0);
        assertThat(running.rows("act_ru_execution where act_id_ = 'block-attackers'"))
                .isEqualTo(1);
        assertThat(running.stuck).isEmpty();
    }

    @Test
    void saysWhenItGivesUpAndTriesAgainWhenAsked() throws IOException {
        failures.set(3);
        deploy();
        start();

        await().atMost(Duration.ofSeconds(20)).until(() -> running.stuck.size() == 1);
        assertThat(running.stuck.element())
                .startsWith("block-attackers ")
                .endsWith("Expected the ledger to answer, but it did not");
        String job = List.of(running.stuck.element().split(" ", 3)).get(1);
        assertThat(running.inTransaction(() -> running.engine.retry(OTHER, job)))
                .isFalse();
        // Told within the transaction that gives up: it can be asked to try again once that is committed.
        await().until(() -> running.inTransaction(() -> running.engine.retry(ACME, job)));
        await().until(() -> running.calls.size() == 4);
    }

    @Test
    void escalatesBesideTheTaskWhenItsTimeIsOver() throws IOException {
        deploy();
        running.start(ACME, "contain-and-ask", incident, Map.of("escalateAfter", "PT1S"));
        wake(waitingStep(), false);

        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        running.calls.stream().anyMatch(call -> call.element().equals("escalate")));
        assertThat(running.cancelled).isEmpty();
    }

    @Test
    void hidesWhatRunsForOthers() throws IOException {
        deploy();
        String instance = start();
        Step.Call call = waitingStep();

        assertThat(running.engine.isRunning(OTHER, instance)).isFalse();
        assertThat(running.inTransaction(() -> running.engine.wake(OTHER, call.execution(), Map.of())))
                .isFalse();
        assertThat(running.inTransaction(() -> running.engine.end(OTHER, instance, "theirs")))
                .isFalse();
        assertThat(running.inTransaction(() -> running.engine.end(ACME, instance, "ours")))
                .isTrue();
        assertThat(running.rows("act_hi_procinst where tenant_id_ is null")).isZero();
    }

    @Test
    void cancelsTasksWithTheReasonOfTheEnd() throws IOException {
        deploy();
        String instance = start();
        wake(waitingStep(), false);
        await().until(() -> running.rows("act_ru_task") == 1);

        running.inTransaction(() -> running.engine.end(ACME, instance, "closed by acme/anna"));

        assertThat(running.cancelled).containsExactly(running.tasks.element().task() + " closed by acme/anna");
    }

    @Test
    void deploysOnlyWhatChanged() throws IOException {
        assertThat(deploy()).isEqualTo(1);
        assertThat(deploy()).isEqualTo(1);
        var changed = running.engine.deploy(
                "contain-and-ask",
                new String(file("contain-and-ask"), java.nio.charset.StandardCharsets.UTF_8)
                        .replace("Contain and ask", "Contain, then ask")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(Objects.requireNonNull(changed.deployed()).version()).isEqualTo(2);
        assertThat(running.engine.newest()).extracting(Deployed::name).containsExactly("Contain, then ask");
        assertThat(deploy()).isEqualTo(3);
    }

    private int deploy() throws IOException {
        return deploy("contain-and-ask");
    }

    private int deploy(String playbook) throws IOException {
        var deployment = running.engine.deploy(playbook, file(playbook));
        assertThat(deployment.findings()).isEmpty();
        return Objects.requireNonNull(deployment.deployed()).version();
    }

    private String start() {
        return running.start(ACME, "contain-and-ask", incident, Map.of("escalateAfter", "PT1H"));
    }

    private Step.Call waitingStep() {
        await().until(() -> running.rows("act_ru_execution where act_id_ = 'block-attackers'") == 1
                && running.rows("act_ru_job") == 0);
        return running.calls.element();
    }

    private boolean wake(Step.Call call, boolean contained) {
        return running.inTransaction(
                () -> running.engine.wake(ACME, call.execution(), Map.of("containedAll", contained)));
    }

    private static byte[] file(String playbook) throws IOException {
        try (InputStream file =
                EngineTests.class.getResourceAsStream("/playbooks/" + playbook + "/" + playbook + ".bpmn")) {
            return Objects.requireNonNull(file).readAllBytes();
        }
    }
}
