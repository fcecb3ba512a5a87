package io.cordon.playbook.step;

import static io.cordon.playbook.Stage.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.incident.IncidentStatus;
import io.cordon.notification.Message;
import io.cordon.organisation.Person;
import io.cordon.organisation.Severity;
import io.cordon.playbook.Stage;
import io.cordon.playbook.Step;
import io.cordon.playbook.task.Tasks;
import io.cordon.response.ActionState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anna is on call and late; Lars answers for the first line, Pia for the analysis. */
class NotifyStepTests {

    @AutoClose
    private final Stage stage = new Stage(Path.of("playbooks").toAbsolutePath());

    private UUID incident = new UUID(0, 0);

    @BeforeEach
    void everybodyIsLate() {
        incident = stage.open(ACME, "malware-on-host", Severity.CRITICAL);
        await().until(() -> waiting().containsAll(List.of("acknowledge", "examine-host")));
        stage.timeline.clear();
    }

    @Test
    void tellsEachPersonOnceOfATaskThatIsLate() {
        escalate("notify", "tell-next", "escalation", "acknowledge");
        escalate("notify", "tell-accountable", "accountable", "acknowledge");

        assertThat(stage.timeline)
                .containsExactly(
                        "notification | playbook:notify | Wrote to lars (escalation): they answer for what waits, and"
                                + " nobody is next in order.",
                        "notification | playbook:notify | Nobody further could be told (escalation). Written to before"
                                + " and not again: lars.");
    }

    @Test
    void tellsOfEachLateTaskThoseWhoAnswerForIt() {
        escalate("notify", "tell-accountable", "accountable", "acknowledge");
        escalate("malware-on-host", "examine-host-tell", "accountable", "examine-host");

        assertThat(stage.timeline)
                .extracting(entry -> entry.substring(entry.lastIndexOf('|') + 2, entry.indexOf(" (escalation)")))
                .containsExactly("Wrote to lars", "Wrote to pia");
        assertThat(stage.messages.values())
                .filteredOn(message -> message.template().equals("escalation"))
                .extracting(message -> message.values().get("step"))
                .containsExactlyInAnyOrder("Acknowledge the incident", "Examine the host");
    }

    @Test
    void saysNothingOfATaskThatIsDoneByNow() {
        escalate("malware-on-host", "clean-host-tell", "accountable", "clean-host");

        assertThat(stage.timeline).isEmpty();
        assertThat(stage.messages.values())
                .noneMatch(message -> message.template().equals("escalation"));
    }

    @Test
    void tellsOfActionsThatAreNotSettledWhoAnswersForApproving() {
        await().until(() -> !stage.unsettledActions().isEmpty());
        escalate("contain", "tell-approval-waits", Map.of("to", "accountable", "actions", "waiting"));

        assertThat(stage.messages.values())
                .filteredOn(message -> message.template().equals("escalation"))
                .singleElement()
                .satisfies(message ->
                        assertThat(message.values().get("step")).asString().startsWith("the containment. 0 of "));
        stage.messages.clear();
        stage.unsettledActions().forEach(action -> stage.settle(action, ActionState.VERIFIED));

        escalate("contain", "tell-approval-waits", Map.of("to", "accountable", "actions", "waiting"));

        assertThat(stage.messages.values())
                .noneMatch(message -> message.template().equals("escalation"));
    }

    @Test
    void saysWhoNeedNotBeAskedAsSomebodyHasAcknowledgedBefore() {
        assertThat(acknowledged("incident-opened")).isEqualTo(false);

        stage.acknowledge(incident);

        assertThat(acknowledged("incident-opened")).isEqualTo(true);
        assertThat(acknowledged("severity-raised")).isEqualTo(false);
    }

    @Test
    void saysWhoHasTakenWhatIsLateAndDoesNotTellThem() {
        claim("examine-host", "provider/paul", "provider");
        claim("acknowledge", "acme/lars", "client");

        escalate("malware-on-host", "examine-host-tell", "accountable", "examine-host");
        escalate("notify", "tell-accountable", "accountable", "acknowledge");

        assertThat(stage.timeline)
                .extracting(entry -> entry.substring(entry.lastIndexOf('|') + 2))
                .containsExactly(
                        "Wrote to pia (escalation): they answer for what waits.",
                        "Nobody could be told (escalation): nobody but acme/lars, who has taken it and is late,"
                                + " answers for it.");
        assertThat(stage.messages.values())
                .filteredOn(message -> message.template().equals("escalation"))
                .extracting(message -> message.values().get("takenBy"))
                .contains("provider/paul");
    }

    @Test
    void tellsNobodyToStandDownWhereTheIncidentGoesOnInAnother() {
        stage.closeAsMerged(incident, UUID.randomUUID(), "Merged into #2. One intruder.", "acme/lars");

        assertThat(stage.messages.values())
                .noneMatch(message -> message.template().equals("incident-resolved"));
    }

    @Test
    void tellsThatAPersonHasClosedTheIncident() {
        stage.move(incident, IncidentStatus.CLOSED, "Merged into #2, for me.", "acme/lars");

        assertThat(stage.messages.values())
                .filteredOn(message -> message.template().equals("incident-resolved"))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.values())
                            .containsEntry("ended", "closed")
                            .containsEntry("reason", "By acme/lars: Merged into #2, for me.");
                    assertThat(message.recipients()).extracting(Person::name).containsExactly("anna", "pia");
                });
    }

    @Test
    void looksForNobodyElseOnceSomebodyIsAtIt() {
        Map<String, Object> next = Map.of("to", "escalation", "about", "acknowledge", "unless", "acknowledged");
        stage.acknowledge(incident);

        escalate("notify", "tell-next", next);

        assertThat(stage.timeline).isEmpty();
        stage.acknowledge(incident, Instant.now().minus(Duration.ofHours(1)));
        claim("examine-host", "provider/paul", "provider");

        escalate("notify", "tell-next", next);

        assertThat(stage.timeline).isEmpty();
        claim("examine-host", null, null);

        escalate("notify", "tell-next", next);

        assertThat(stage.timeline).singleElement().asString().contains("Wrote to lars (escalation)");
    }

    @Test
    void tellsAgainOfAnIncidentThatWasOpenedAgain() {
        Set<String> before = opened().map(Map.Entry::getKey).collect(Collectors.toSet());
        assertThat(opened())
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message.getValue().values()).containsEntry("again", false));

        stage.acknowledge(incident);
        stage.move(incident, IncidentStatus.RESOLVED, "over", "acme/lars");

        stage.reopen(incident);

        await().untilAsserted(() -> assertThat(opened())
                .filteredOn(message -> !before.contains(message.getKey()))
                .singleElement()
                .satisfies(message -> assertThat(message.getValue().values()).containsEntry("again", true)));
        assertThat(stage.timeline).anyMatch(entry -> entry.contains("Wrote to anna, pia (incident opened)"));
        assertThat(acknowledged("incident-opened")).isEqualTo(false);
    }

    private void claim(String step, @Nullable String by, @Nullable String party) {
        stage.database
                .asAdministrator()
                .sql("""
                    update task set state = case when :by::text is null then 'open' else 'claimed' end,
                                    claimed_by = :by::text, claimed_party = :party::text
                    where step = :step
                    """)
                .param("by", by)
                .param("party", party)
                .param("step", step)
                .update();
    }

    private Stream<Map.Entry<String, Message>> opened() {
        return stage.messages.entrySet().stream()
                .filter(message -> message.getValue().template().equals("incident-opened"));
    }

    private Object acknowledged(String template) {
        AtomicReference<Object> acknowledged = new AtomicReference<>();
        stage.acting(ACME, () -> {
            Map<String, Object> inputs = Map.of("do", "notify", "template", template, "to", "escalation");
            Step.Result result = stage.bean(NotifyStep.class)
                    .run(new Step.Call(
                            ACME, incident, "run", "notify", "tell", "Notify: Tell", "execution", () -> false, inputs));
            acknowledged.set(Objects.requireNonNull(
                    ((Step.Result.Done) result).variables().get("acknowledged")));
        });
        return acknowledged.get();
    }

    private void escalate(String playbook, String element, String to, String about) {
        escalate(playbook, element, Map.of("to", to, "about", about));
    }

    private void escalate(String playbook, String element, Map<String, Object> inputs) {
        Map<String, Object> all = new HashMap<>(inputs);
        all.put("do", "notify");
        all.put("template", "escalation");
        stage.acting(
                ACME,
                () -> stage.bean(NotifyStep.class)
                        .run(new Step.Call(
                                ACME, incident, "run", playbook, element, "Title", "execution", () -> false, all)));
    }

    private List<String> waiting() {
        AtomicReference<List<String>> steps = new AtomicReference<>(List.of());
        stage.acting(
                ACME,
                () -> steps.set(stage.bean(Tasks.class).waiting(ACME, incident).stream()
                        .map(Tasks.Waiting::step)
                        .toList()));
        return steps.get();
    }
}
