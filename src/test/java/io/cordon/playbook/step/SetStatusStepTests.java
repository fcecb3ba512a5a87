package io.cordon.playbook.step;

import static io.cordon.playbook.Stage.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.incident.IncidentStatus;
import io.cordon.organisation.Severity;
import io.cordon.playbook.Stage;
import io.cordon.playbook.Step;
import io.cordon.playbook.engine.OneAtATime;
import io.cordon.response.ActionState;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SetStatusStepTests {

    @AutoClose
    private final Stage stage = new Stage(Path.of("playbooks").toAbsolutePath());

    @Test
    void saysNothingOfTheIncidentWhereAnotherHasBegunToWaitSince() {
        UUID incident = containing();
        stage.settle(stage.unsettledActions().getFirst(), ActionState.VERIFIED);

        markContained(incident, "another", true);

        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.OPEN);
        assertThat(stage.timeline)
                .anyMatch(entry -> entry.contains("This containment is over, that of the incident is not yet. 1 of 2"));
    }

    @Test
    void waitsForWhoeverIsAboutToWait() throws InterruptedException {
        UUID incident = containing();
        CountDownLatch itsTurn = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        var another = atOnce(() -> stage.acting(ACME, () -> {
            stage.bean(OneAtATime.class).waitForTurn(ACME, incident);
            itsTurn.countDown();
            uninterruptibly(over);
        }));
        itsTurn.await();

        AtomicInteger session = new AtomicInteger();
        var marking = atOnce(() -> stage.acting(ACME, () -> {
            session.set(stage.frame
                    .jdbc()
                    .sql("select pg_backend_pid()")
                    .query(Integer.class)
                    .single());
            markContained(incident, "another", true);
        }));

        await().until(() -> marking.isDone() || isWaitingForItsTurn(session.get()));
        assertThat(marking).isNotDone();
        over.countDown();
        another.join();
        marking.join();
    }

    @Test
    void leavesAloneWhatIsOpenedAgainAtTheSameMoment() {
        UUID incident = containing();
        String before = run(incident);
        stage.move(incident, IncidentStatus.RESOLVED, "over", "acme/lars");
        stage.whileWaiting = () -> {
            stage.whileWaiting = () -> {};
            atOnce(() -> stage.reopen(incident)).join();
        };

        markContained(incident, before, false);

        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.OPEN);
    }

    @Test
    void opensNothingThatIsOver() {
        UUID incident = containing();
        stage.move(incident, IncidentStatus.RESOLVED, "over", "acme/lars");

        set(incident, "another", "open", true);

        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    private UUID containing() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.MEDIUM);
        await().until(() -> stage.unsettledActions().size() == 2);
        return incident;
    }

    private void markContained(UUID incident, String run, boolean beside) {
        set(incident, run, "contained", beside);
    }

    private void set(UUID incident, String run, String status, boolean beside) {
        stage.acting(
                ACME,
                () -> stage.bean(SetStatusStep.class)
                        .run(new Step.Call(
                                ACME,
                                incident,
                                run,
                                "contain",
                                "mark-contained",
                                "Contain: Mark contained",
                                "execution",
                                () -> beside,
                                Map.of("do", "set-status", "status", status, "reason", "It is over."))));
    }

    private String run(UUID incident) {
        return stage.database
                .asAdministrator()
                .sql("select instance from playbook_run where incident_id = ? and main")
                .param(incident)
                .query(String.class)
                .single();
    }

    private boolean isWaitingForItsTurn(int session) {
        return stage.database
                .asAdministrator()
                .sql("select exists (select from pg_locks where locktype = 'advisory' and not granted and pid = ?)")
                .param(session)
                .query(Boolean.class)
                .single();
    }

    private static CompletableFuture<Void> atOnce(Runnable work) {
        return CompletableFuture.runAsync(work, Thread.ofVirtual()::start);
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
