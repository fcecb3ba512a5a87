package io.cordon.playbook.task;

import static io.cordon.playbook.Stage.ACME;
import static io.cordon.playbook.Stage.ANNA;
import static io.cordon.playbook.Stage.LARS;
import static io.cordon.playbook.Stage.PIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.cordon.api.Finding;
import io.cordon.incident.IncidentStatus;
import io.cordon.organisation.Severity;
import io.cordon.playbook.Stage;
import io.cordon.playbook.task.DoingTasks.Outcome;
import io.cordon.response.ActionState;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.Role;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TaskTests {

    @AutoClose
    private final Stage stage = new Stage(Path.of("src/test/resources/playbooks"));

    private final DoingTasks doing = stage.bean(DoingTasks.class);
    private final Tasks tasks = stage.bean(Tasks.class);
    private final ListingTasks listing = stage.bean(ListingTasks.class);

    @Test
    void asksWhomTheMatrixNamesAndTellsThem() {
        Task task = waitingTask();

        assertThat(task.who().responsible().party()).isEqualTo(Party.CLIENT);
        assertThat(task.who().responsible().people()).extracting(Who.Named::id).containsExactly("anna");
        assertThat(task.who().accountable())
                .isEqualTo(new Who.Side(Party.CLIENT, List.of(new Who.Named("acme", "lars", "lars"))));
        assertThat(task.who().matrixVersion()).isEqualTo(3);
        assertThat(task.instructions()).isEqualTo("1. Look at the hosts.\n2. Say what you saw.");
        assertThat(task.due())
                .isEqualTo(stage.incident(task.incidentId()).detectedAt().plusSeconds(30 * 60));
        assertThat(stage.messages.get("task:" + task.id())).satisfies(message -> {
            assertThat(message.template()).isEqualTo("task-waiting");
            assertThat(message.recipients()).containsExactly(ANNA);
            assertThat(message.values())
                    .containsEntry("task", "Check the hosts")
                    .containsEntry("by", task.due());
        });
        assertThat(stage.timeline)
                .contains("task | playbook:contain-and-ask | Task opened: Check the hosts. "
                        + "The client is responsible (anna).");
    }

    @Test
    void keepsWhatItsAuthorWroteInOtherLanguages() {
        Task task = waitingTask();

        assertThat(task.translations())
                .isEqualTo(Map.of(
                        "de",
                        Map.of(
                                "name", "Rechner prüfen",
                                "instructions", "1. Sehen Sie sich die Rechner an.\n2. Sagen Sie, was Sie sahen.")));
        assertThat(task.form().fields())
                .filteredOn(field -> field.name().equals("cause"))
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.translations()).isEqualTo(Map.of("de", Map.of("label", "Was war es?")));
                    assertThat(field.options())
                            .extracting(option -> option.translations())
                            .containsExactly(Map.of("de", Map.of("label", "Unbekannt")), Map.of());
                });
    }

    @Test
    void goesOnInThePlaybookWhenItIsCompleted() {
        Task task = waitingTask();

        assertThat(act(ANNA_CALLER, () -> doing.claim(task.id(), ANNA_CALLER))).isInstanceOf(Outcome.Done.class);
        Outcome outcome =
                complete(task, Map.of("clean", true, "cause", "phishing", "words", "Ein Häkchen"), ANNA_CALLER);

        assertThat(outcome).asInstanceOf(type(Outcome.Done.class)).satisfies(done -> {
            assertThat(done.task().state()).isEqualTo(Task.State.COMPLETED);
            assertThat(done.task().endedBy()).isEqualTo("acme/anna");
            assertThat(done.task().answers()).containsEntry("words", "Ein Häkchen");
        });
        await().untilAsserted(() ->
                assertThat(stage.timeline).contains("playbook | playbook:contain-and-ask | The hosts are checked."));
        assertThat(stage.audit).contains("task-completed | acme/anna");
        assertThat(stage.timeline)
                .containsSubsequence(
                        "task | acme/anna | Task taken: Check the hosts.",
                        "acknowledged | acme/anna",
                        "task | acme/anna | Task completed: Check the hosts. Are the hosts clean? yes. What was it?"
                                + " Phishing.",
                        "acknowledged | acme/anna");
        await().untilAsserted(() ->
                assertThat(open("playbook_run where ended_at is null")).isZero());
        assertThat(stage.database
                        .asAdministrator()
                        .sql("select count(*) from engine.act_hi_varinst where text_ like '%Häkchen%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        Task task = waitingTask();
        Map<String, @Nullable Object> wrong = new HashMap<>();
        wrong.put("clean", "yes");
        wrong.put("cause", "aliens");
        wrong.put("hosts", "three");
        wrong.put("since", "yesterday");
        wrong.put("words", "half a \uD800 pair");
        wrong.put("proof", "../../etc/passwd");
        wrong.put("more", 1);

        Outcome outcome = complete(task, wrong, ANNA_CALLER);

        assertThat(outcome)
                .asInstanceOf(type(Outcome.Invalid.class))
                .satisfies(invalid -> assertThat(invalid.findings())
                        .extracting(Finding::field)
                        .containsExactly(
                                "values.clean",
                                "values.cause",
                                "values.hosts",
                                "values.since",
                                "values.words",
                                "values.proof",
                                "values.more"));
        assertThat(complete(task, Map.of(), ANNA_CALLER))
                .asInstanceOf(type(Outcome.Invalid.class))
                .satisfies(invalid -> assertThat(invalid.findings())
                        .extracting(Finding::message)
                        .containsExactly("'Are the hosts clean?' is required: true or false."));
        assertThat(open("task where state = 'open'")).isEqualTo(1);
    }

    @Test
    void refusesTheWrongPersonAndSaysWhoMay() {
        Task task = waitingTask();
        Caller provider = Stage.caller(PIA);
        Caller tokenOfNobody = new Caller("token:1", null, ACME, Party.CLIENT, Set.of(Role.RESPONDER), Set.of(ACME));
        Caller tokenOfALead = new Caller("token:2", null, ACME, Party.CLIENT, Set.of(Role.LEAD), Set.of(ACME));

        assertThat(complete(task, Map.of("clean", true), provider))
                .asInstanceOf(type(Outcome.Forbidden.class))
                .satisfies(refusal -> assertThat(refusal.reason())
                        .isEqualTo("The client is responsible for incident-response-first-line: anna (acme/anna), "
                                + "or a lead or administrator of the client may do this task."));
        assertThat(complete(task, Map.of("clean", true), tokenOfNobody)).isInstanceOf(Outcome.Forbidden.class);
        assertThat(complete(task, Map.of("clean", true), tokenOfALead)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void hidesTheTasksOfOthers() {
        Task task = waitingTask();
        OrganisationId other = Stage.OTHER;
        Caller theirs = new Caller("other/admin", null, other, Party.CLIENT, Set.of(Role.ADMIN), Set.of(other));

        assertThat(complete(task, Map.of("clean", true), theirs)).isInstanceOf(Outcome.Unknown.class);
        assertThat(act(theirs, () -> doing.claim(task.id(), theirs))).isInstanceOf(Outcome.Unknown.class);
        stage.acting(
                other,
                () -> assertThat(listing.list(ListingTasks.Filter.of(null), null, 10))
                        .isEmpty());
    }

    @Test
    void isCompletedOnceHoweverManyTryAtOnce() throws Exception {
        Task task = waitingTask();
        Caller lead = Stage.caller(LARS);
        Callable<Outcome> attempt = () -> complete(task, Map.of("clean", true), lead);

        List<Outcome> outcomes;
        try (var people = Executors.newFixedThreadPool(6)) {
            outcomes = people.invokeAll(java.util.Collections.nCopies(6, attempt)).stream()
                    .map(Future::resultNow)
                    .toList();
        }

        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Outcome.Conflict.class::isInstance).hasSize(5);
        assertThat(stage.audit.stream().filter(entry -> entry.startsWith("task-completed")))
                .hasSize(1);
    }

    @Test
    void belongsToWhoeverClaimedIt() {
        Task task = waitingTask();
        Caller lead = Stage.caller(LARS);

        assertThat(act(lead, () -> doing.claim(task.id(), lead))).isInstanceOf(Outcome.Done.class);
        assertThat(act(ANNA_CALLER, () -> doing.claim(task.id(), ANNA_CALLER)))
                .asInstanceOf(type(Outcome.Conflict.class))
                .satisfies(conflict -> assertThat(conflict.reason()).contains("acme/lars"));
        assertThat(complete(task, Map.of("clean", true), ANNA_CALLER)).isInstanceOf(Outcome.Conflict.class);
        assertThat(act(ANNA_CALLER, () -> doing.release(task.id(), ANNA_CALLER)))
                .isInstanceOf(Outcome.Forbidden.class);
        assertThat(act(lead, () -> doing.release(task.id(), lead))).isInstanceOf(Outcome.Done.class);
        assertThat(act(ANNA_CALLER, () -> doing.claim(task.id(), ANNA_CALLER))).isInstanceOf(Outcome.Done.class);
        assertThat(act(ANNA_CALLER, () -> doing.claim(task.id(), ANNA_CALLER))).isInstanceOf(Outcome.Conflict.class);
    }

    @Test
    void isCancelledWithTheReasonWhenAPersonClosesTheIncident() {
        Task task = waitingTask();

        stage.move(task.incidentId(), IncidentStatus.CLOSED, "a drill", "acme/lars");

        await().untilAsserted(() -> assertThat(find(task).state()).isEqualTo(Task.State.CANCELLED));
        assertThat(find(task).comment()).isEqualTo("closed by acme/lars: a drill");
        assertThat(open("playbook_run where ended_at is null")).isZero();
        assertThat(complete(task, Map.of("clean", true), ANNA_CALLER))
                .asInstanceOf(type(Outcome.Conflict.class))
                .satisfies(conflict -> assertThat(conflict.reason()).contains("cancelled"));
    }

    private static final Caller ANNA_CALLER = Stage.caller(ANNA);

    private Task waitingTask() {
        UUID incident = stage.open(ACME, "contain-and-ask", Severity.CRITICAL);
        await().until(() -> !stage.unsettledActions().isEmpty() && open("playbook_waiter") == 1);
        stage.unsettledActions().forEach(action -> stage.settle(action, ActionState.REFUSED));
        await().until(() -> open("task where state = 'open'") == 1);
        return act(ANNA_CALLER, () -> {
            var found = new java.util.ArrayList<Task>();
            stage.acting(
                    ACME,
                    () -> found.addAll(listing.list(
                            new ListingTasks.Filter(null, incident, null, null, ANNA.ref(), List.of()), null, 10)));
            return found.getFirst();
        });
    }

    private Task find(Task task) {
        var found = new java.util.ArrayList<Task>();
        stage.acting(ACME, () -> found.add(tasks.find(task.id()).orElseThrow()));
        return found.getFirst();
    }

    private Outcome complete(Task task, Map<String, @Nullable Object> values, Caller caller) {
        return act(caller, () -> doing.complete(task.id(), values, null, caller));
    }

    /** As in a request: the work acts for all that the caller reaches. */
    private <T> T act(Caller caller, java.util.function.Supplier<T> work) {
        return stage.bean(io.cordon.tenancy.ActingFor.class).call(caller.reach(), work);
    }

    private long open(String table) {
        return stage.database
                .asAdministrator()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }
}
