package io.cordon.playbook.run;

import static io.cordon.playbook.Stage.ACME;
import static io.cordon.playbook.Stage.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.incident.IncidentStatus;
import io.cordon.organisation.Severity;
import io.cordon.playbook.Stage;
import io.cordon.playbook.run.PlaybookProgress.Instance;
import io.cordon.playbook.run.PlaybookProgress.StepView;
import io.cordon.playbook.task.Tasks;
import io.cordon.response.ActionState;
import io.cordon.tenancy.OrganisationId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PlaybookProgressTests {

    @AutoClose
    private final Stage stage = new Stage(Path.of("src/test/resources/playbooks"));

    @Test
    void aStepThatWaitsSaysWhatItAskedFor() {
        UUID incident = stage.open(ACME, "contain-and-ask", Severity.HIGH);
        await().until(() -> stage.unsettledActions().size() == 1);
        await().untilAsserted(() ->
                assertThat(step(incident, "block-attackers").state()).isEqualTo("waiting"));

        Instance instance = progress(incident).instances().getFirst();

        assertThat(instance.key()).isEqualTo("contain-and-ask");
        assertThat(instance.version()).isEqualTo(1);
        assertThat(instance.versionTag()).isEqualTo("1.0");
        assertThat(instance.state()).isEqualTo("running");
        assertThat(instance.main()).isTrue();
        assertThat(instance.calledBy()).isNull();
        assertThat(instance.flows()).containsExactly("to-contain");
        StepView contain = step(incident, "block-attackers");
        assertThat(contain.name()).isEqualTo("Block the attackers");
        assertThat(contain.type()).isEqualTo("serviceTask");
        assertThat(contain.count()).isEqualTo(1);
        assertThat(contain.actionIds()).containsExactlyElementsOf(stage.unsettledActions());
        assertThat(contain.endedAt()).isNull();
    }

    @Test
    void aStepThatAsksPeopleSaysWhichTaskItIsAndHowItEnded() {
        UUID incident = stage.open(ACME, "contain-and-ask", Severity.HIGH);
        await().until(() -> stage.unsettledActions().size() == 1);
        stage.settle(stage.unsettledActions().getFirst(), ActionState.REFUSED);
        await().until(() -> !waitingTasks(incident).isEmpty());
        UUID task = waitingTasks(incident).getFirst().id();

        assertThat(step(incident, "check-hosts").taskId()).isEqualTo(task);
        assertThat(step(incident, "check-hosts").state()).isEqualTo("waiting");
        assertThat(step(incident, "block-attackers").state()).isEqualTo("done");
        assertThat(progress(incident).instances().getFirst().flows())
                .containsExactlyInAnyOrder("to-contain", "to-contained", "not-contained");

        stage.move(incident, IncidentStatus.CLOSED, "a drill", "acme/lars");

        await().untilAsserted(
                        () -> assertThat(step(incident, "check-hosts").state()).isEqualTo("cancelled"));
        assertThat(step(incident, "check-hosts").detail()).contains("a drill");
        assertThat(progress(incident).instances().getFirst().state()).isEqualTo("ended");
    }

    @Test
    void aCalledPlaybookStandsBehindWhoCalledIt() {
        UUID incident = stage.open(ACME, "calling", Severity.HIGH);

        List<Instance> instances = progress(incident).instances();

        assertThat(instances).extracting(Instance::key).containsExactly("calling", "contain-and-ask");
        assertThat(instances.getLast().calledBy())
                .isEqualTo(instances.getFirst().id());
        assertThat(instances.getLast().main()).isFalse();
        assertThat(instances.getFirst().steps())
                .filteredOn(step -> step.type().equals("callActivity"))
                .extracting(StepView::calls)
                .containsExactly(instances.getLast().id());
    }

    @Test
    void aStepThatFailedForGoodSaysWhy() {
        UUID incident = UUID.randomUUID();
        stage.withoutReport.add(incident);
        stage.open(ACME, incident, "reporting", Severity.HIGH);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> step(incident, "make-report").state().equals("failed"));

        Instance instance = progress(incident).instances().getFirst();

        assertThat(instance.state()).isEqualTo("stuck");
        assertThat(instance.flows()).containsExactly("to-report");
        assertThat(step(incident, "make-report").detail()).contains("Expected a printer, but there is none");
        assertThat(step(incident, "make-report").at()).isNotNull();
        assertThat(step(incident, "make-report").count()).isZero();
        stage.withoutReport.clear();
        stage.acting(ACME, () -> stage.bean(RetryingSteps.class).retry(stage.incident(incident), "acme/lars"));
        await().untilAsserted(
                        () -> assertThat(step(incident, "make-report").state()).isEqualTo("done"));
    }

    @Test
    void nothingIsSaidToAnotherOrganisation() {
        UUID incident = stage.open(ACME, "contain-and-ask", Severity.HIGH);

        assertThat(progress(OTHER, incident).instances()).isEmpty();
    }

    private List<Tasks.Waiting> waitingTasks(UUID incident) {
        return stage.frame
                .actingFor()
                .call(
                        ACME,
                        () -> Objects.requireNonNull(stage.frame
                                .transactions()
                                .execute(status -> stage.bean(Tasks.class).waiting(ACME, incident))));
    }

    private StepView step(UUID incident, String element) {
        return progress(incident).instances().stream()
                .flatMap(instance -> instance.steps().stream())
                .filter(step -> step.element().equals(element))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Expected " + element + " among " + progress(incident)));
    }

    private PlaybookProgress progress(UUID incident) {
        return progress(ACME, incident);
    }

    private PlaybookProgress progress(OrganisationId organisation, UUID incident) {
        return stage.frame
                .actingFor()
                .call(organisation, () -> stage.bean(FollowingPlaybooks.class).of(organisation, incident));
    }
}
