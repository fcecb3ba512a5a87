package io.cordon.playbook.task;

import static io.cordon.playbook.Stage.ACME;
import static io.cordon.playbook.Stage.LARS;
import static io.cordon.playbook.Stage.PIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.incident.IncidentAcknowledged;
import io.cordon.incident.IncidentStatus;
import io.cordon.incident.SeverityChanged;
import io.cordon.notification.Message;
import io.cordon.organisation.Severity;
import io.cordon.playbook.Stage;
import io.cordon.playbook.engine.Engine;
import io.cordon.playbook.engine.TaskForm.Field;
import io.cordon.playbook.task.DoingTasks.Outcome;
import io.cordon.response.ActionRequest;
import io.cordon.response.ActionState;
import io.cordon.response.Verb;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every playbook of the repository comes to its end, whatever people answer and however containment goes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WalkedPlaybooksTests {

    private static final Caller LEAD = Stage.caller(LARS);
    private static final Caller PROVIDERS_LEAD = new Caller(
            "pia",
            PIA.ref(),
            PIA.ref().organisation(),
            Party.PROVIDER,
            Set.of(Role.LEAD),
            Set.of(PIA.ref().organisation(), ACME));

    // NB: a relative path of that name would be looked for among the test's resources first.
    private final Stage stage = new Stage(Path.of("playbooks").toAbsolutePath());
    private final DoingTasks doing = stage.bean(DoingTasks.class);
    private final ListingTasks listing = stage.bean(ListingTasks.class);

    @AfterAll
    void close() {
        stage.close();
    }

    static List<String> mainPlaybooks() {
        return List.of(
                "ransomware",
                "malware-on-host",
                "phishing",
                "account-compromise",
                "web-attack",
                "unusual-network-traffic",
                "vulnerability",
                "triage-by-a-person");
    }

    @ParameterizedTest
    @MethodSource("mainPlaybooks")
    void endsWhereEveryAnswerIsYesAndEverythingIsContained(String playbook) {
        UUID incident = stage.open(ACME, playbook, Severity.CRITICAL);

        Set<String> walked = walk(incident, ActionState.VERIFIED, new Answering(false));

        assertOver(incident);
        assertThat(templates(incident)).contains("incident-opened", "incident-contained", "incident-resolved");
        assertThat(walked).contains("learn-lessons").doesNotContain("finish-by-hand");
        assertThat(of(incident, "acknowledge"))
                .as("done by itself, or by whoever did another task first")
                .allMatch(task -> task.state() == Task.State.COMPLETED);
    }

    @ParameterizedTest
    @MethodSource("mainPlaybooks")
    void endsWhereEveryFirstAnswerIsNoAndNothingIsContained(String playbook) {
        UUID incident = stage.open(ACME, playbook, Severity.MEDIUM);

        Set<String> walked = walk(incident, ActionState.FAILED, new Answering(true));

        assertOver(incident);
        assertThat(walked).doesNotContain("acknowledge");
    }

    @ParameterizedTest
    @CsvSource({
        "malware-on-host, give-back, clean-host",
        "account-compromise, give-account-back, give-account-back",
        "unusual-network-traffic, watch-return, deal-with-return"
    })
    void isNotOverAsLongAsTheAnswerIsNo(String playbook, String question, String leadsTo) {
        UUID incident = stage.open(ACME, playbook, Severity.MEDIUM);

        walk(incident, ActionState.VERIFIED, new Answering(true));

        assertThat(of(incident, question)).hasSize(2);
        assertThat(of(incident, leadsTo))
                .anyMatch(task -> task.createdAt()
                        .isAfter(of(incident, question).getFirst().createdAt()));
        assertThat(opened(incident, "learn-lessons").createdAt())
                .isAfterOrEqualTo(of(incident, question).getLast().createdAt());
    }

    @Test
    void tellsHowManyActionsHoldWherePeopleContainedTheRest() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.MEDIUM);
        await().until(() -> !stage.unsettledActions().isEmpty());
        await().until(() -> asked(incident).size() >= 2);
        unsettled(incident).stream().skip(1).forEach(action -> stage.settle(action, ActionState.REFUSED));

        walk(incident, ActionState.VERIFIED, new Answering(false));

        assertThat(stage.reasons.get(incident))
                .anyMatch(reason ->
                        reason.startsWith("The containment is over. 1 of ") && reason.endsWith(" done by hand."));
    }

    @Test
    void notesInTheirWordsWhatPeopleDidByHand() {
        UUID incident = stage.open(ACME, "web-attack", Severity.MEDIUM);

        Set<String> walked = walk(incident, ActionState.REFUSED, new Answering(false));

        assertOver(incident);
        assertThat(walked).contains("finish-by-hand").doesNotContain("decide-about-rest");
        assertThat(byHand(incident)).isNotEmpty().containsOnly("acme/lars: As found.");
        assertThat(stage.timeline)
                .anyMatch(entry -> entry.contains("Contained by hand by acme/lars: ")
                        && entry.endsWith("They are taken back by hand, too."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"finish-by-hand", "decide-about-rest"})
    void asksAgainForWhatWasRefusedWherePeopleSayTryAgain(String task) {
        UUID incident = stage.open(ACME, "web-attack", Severity.MEDIUM);
        Answering answering = new Answering(
                task.equals("finish-by-hand")
                        ? Map.of("finish-by-hand", "try-again")
                        : Map.of("finish-by-hand", "not-contained", "decide-about-rest", "try-again"));

        Set<String> walked =
                walk(incident, done -> done.contains(task) ? ActionState.VERIFIED : ActionState.REFUSED, answering);

        assertOver(incident);
        assertThat(walked).contains(task);
        assertThat(of(incident, "finish-by-hand")).hasSize(1);
        assertThat(byHand(incident)).isEmpty();
        assertThat(stage.reasons.get(incident))
                .anyMatch(reason -> reason.startsWith("The containment is over. ")
                        && (reason.endsWith("actions hold.") || reason.endsWith("action holds.")));
    }

    @Test
    void comesBackToPeopleWhereTryingAgainIsRefusedAgain() {
        stage.timeline.clear();
        UUID incident = stage.open(ACME, "web-attack", Severity.MEDIUM);

        walk(incident, ActionState.REFUSED, new Answering(Map.of("finish-by-hand", "try-again")));

        assertOver(incident);
        assertThat(of(incident, "finish-by-hand").stream().limit(2).map(Task::answers))
                .extracting(answers -> Objects.requireNonNull(answers).get("outcome"))
                .containsExactly("try-again", "by-hand");
        assertThat(byHand(incident)).isNotEmpty();
        assertThat(stage.timeline)
                .filteredOn(entry -> entry.contains("Left for people. 0 of "))
                .hasSize(2);
    }

    @Test
    void isDueByTheNextPromiseThatIsOpen() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.CRITICAL);
        await().until(() ->
                waiting(incident).stream().anyMatch(task -> task.step().equals("acknowledge")));
        Instant detected = stage.incident(incident).detectedAt();
        assertThat(opened(incident, "acknowledge").due()).isEqualTo(detected.plus(Duration.ofMinutes(30)));
        stage.acknowledge(incident);

        settle(incident, ActionState.REFUSED);

        await().until(() ->
                waiting(incident).stream().anyMatch(task -> task.step().equals("finish-by-hand")));
        assertThat(opened(incident, "finish-by-hand").due()).isEqualTo(detected.plus(Duration.ofMinutes(60)));
    }

    @Test
    void givesFiveWorkingDaysToLearnAndTheServiceLevelsTimeToReport() {
        UUID incident = stage.open(ACME, "phishing", Severity.CRITICAL);

        walk(incident, ActionState.VERIFIED, new Answering(false));

        Task lessons = opened(incident, "learn-lessons");
        assertThat(lessons.due()).isEqualTo(lessons.createdAt().plus(Duration.ofDays(5)));
        Task report = opened(incident, "write-down");
        assertThat(report.due()).isEqualTo(report.createdAt().plus(Duration.ofHours(8)));
    }

    @Test
    void leavesAFalseAlarmWithoutContainment() {
        UUID incident = stage.open(ACME, "triage-by-a-person", Severity.HIGH);
        stage.join(incident, "203.0.113.9");
        await().until(() -> stage.timeline.stream().anyMatch(entry -> entry.contains("nobody has chosen")));

        Set<String> walked = walk(incident, ActionState.VERIFIED, new Answering(true));

        assertOver(incident);
        assertThat(walked).containsExactly("judge-alert");
        assertThat(asked(incident)).isEmpty();
        assertThat(templates(incident)).doesNotContain("incident-contained");
    }

    @Test
    void whyItEndedIsToldByTheTasksOfCalledPlaybooksToo() {
        stage.timeline.clear();
        UUID incident = stage.open(ACME, "malware-on-host", Severity.HIGH);
        await().until(() -> all(incident).stream()
                .anyMatch(
                        task -> task.playbook().equals("notify") && task.state().isWaiting()));

        stage.move(incident, IncidentStatus.CLOSED, "It was a drill.", "acme/lars");

        await().until(() -> waiting(incident).isEmpty());
        assertThat(stage.timeline)
                .filteredOn(entry -> entry.contains("Task cancelled: "))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry).contains("It was a drill."));
    }

    @Test
    void containsWhatJoinsAndTellsOfTheHigherSeverity() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.HIGH);
        await().until(() -> asked(incident).contains("block_ip 203.0.113.7"));

        stage.join(incident, "203.0.113.9");
        stage.publish(
                ACME, new SeverityChanged(ACME, incident, Severity.HIGH, Severity.CRITICAL, "worse", "acme/lars"));

        await().until(() -> asked(incident).contains("block_ip 203.0.113.9"));
        await().until(() -> templates(incident).contains("severity-raised"));
        walk(incident, ActionState.VERIFIED, new Answering(false));
        assertOver(incident);
    }

    @Test
    void asksPeopleOnceHoweverMuchJoinsThatIsNotContained() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.MEDIUM);
        await().until(() -> {
            settle(incident, ActionState.REFUSED);
            return of(incident, "finish-by-hand").size() == 1;
        });

        for (String address : List.of("203.0.113.9", "203.0.113.10")) {
            join(incident, address);
        }

        await().until(() -> {
            settle(incident, ActionState.REFUSED);
            return waitingForPeople(incident) == 2;
        });
        assertThat(of(incident, "finish-by-hand")).hasSize(1);
        // They see everything that was left when they were asked, and what failed after that as one further task.
        walk(incident, ActionState.VERIFIED, new Answering(false));
        assertOver(incident);
    }

    @Test
    void letsFewWaitForThePeopleWhoAreAsked() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.MEDIUM);
        await().until(() -> {
            settle(incident, ActionState.REFUSED);
            return of(incident, "finish-by-hand").size() == 1;
        });

        for (int i = 0; i < 20; i++) {
            stage.acting(ACME, () -> stage.bean(Engine.class).start(ACME, "contain", incident, notContained()));
        }

        await().until(() -> waitingForPeople(incident) == 8 && ended(incident) == 12);
        assertThat(of(incident, "finish-by-hand")).hasSize(1);
    }

    @Test
    void waitsOnAPlaybooksOwnWayHoweverManyWaitBeside() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.MEDIUM);
        await().until(() -> !unsettled(incident).isEmpty());
        Map<String, Object> flags = notContained();
        flags.put("notAsked", "true");
        for (int i = 0; i < 12; i++) {
            stage.acting(ACME, () -> stage.bean(Engine.class).start(ACME, "contain", incident, flags));
        }
        await().until(() -> waitingForPeople(incident) == 8 && ended(incident) == 3);

        await().until(() -> {
            settle(incident, ActionState.REFUSED);
            return waitingForPeople(incident) == 9;
        });

        assertThat(of(incident, "finish-by-hand")).hasSize(1);
    }

    @Test
    void letsOneWaitForWhateverJoins() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.MEDIUM);
        await().until(() -> {
            settle(incident, ActionState.VERIFIED);
            return templates(incident).contains("incident-contained");
        });

        for (String address : List.of("203.0.113.9", "203.0.113.10", "203.0.113.11", "203.0.113.12")) {
            join(incident, address);
        }

        await().untilAsserted(() -> assertThat(running(incident)).isEqualTo(1));
        assertThat(rows("playbook_waiter", incident, "true")).isEqualTo(1);
        assertThat(rows("playbook_waiter", incident, "cardinality(actions) = 5"))
                .isEqualTo(1);
        assertThat(of(incident, "finish-by-hand")).isEmpty();
        // Whatever was handed over is followed up like the first.
        await().until(() -> {
            settle(incident, ActionState.REFUSED);
            return of(incident, "finish-by-hand").size() == 1;
        });
        walk(incident, ActionState.VERIFIED, new Answering(false));
        assertOver(incident);
    }

    @Test
    void handsOverNothingOfThePlaybooksOwnWay() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.MEDIUM);
        await().until(() -> rows("playbook_waiter", incident, "beside is null") > 0);
        long own = rows("playbook_waiter", incident, "true");

        join(incident, "203.0.113.9");

        await().until(() -> rows("playbook_waiter", incident, "beside = 'block_ip'") == 1);
        assertThat(rows("playbook_waiter", incident, "beside is null and cardinality(actions) = 1"))
                .isEqualTo(own);
    }

    @Test
    void handsOverNothingThatPeopleWouldBeToldOfTooLate() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.MEDIUM);
        join(incident, "203.0.113.9");
        await().until(() -> rows("playbook_waiter", incident, "beside = 'block_ip'") == 1);

        stage.becomes(incident, Severity.CRITICAL);
        stage.publish(
                ACME, new SeverityChanged(ACME, incident, Severity.MEDIUM, Severity.CRITICAL, "worse", "acme/lars"));
        join(incident, "203.0.113.10");

        await().until(() -> rows("playbook_waiter", incident, "beside = 'block_ip'") == 2);
        assertThat(rows("playbook_waiter", incident, "severity = 'critical' and cardinality(actions) = 3"))
                .isEqualTo(1);
        stage.database
                .asAdministrator()
                .sql("update playbook_waiter set since = since - interval '16 minutes'")
                .update();
        join(incident, "203.0.113.11");

        await().until(() -> rows("playbook_waiter", incident, "beside = 'block_ip'") == 3);
    }

    @Test
    void leavesItToTheIncidentsOwnWayToSayThatItIsContained() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.MEDIUM);
        await().until(() -> unsettled(incident).size() == 2);
        settle(incident, ActionState.VERIFIED, Verb.BLOCK_IP);

        containBeside(incident, "blockAddresses");

        await().until(() -> ended(incident) == 1);
        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.OPEN);
        assertThat(templates(incident)).doesNotContain("incident-contained");
        settle(incident, ActionState.VERIFIED);
        await().until(() -> templates(incident).contains("incident-contained"));
        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.CONTAINED);
    }

    @Test
    void isContainedWhateverJoinedAndWaits() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.MEDIUM);
        await().until(() -> unsettled(incident).size() == 2);
        List<UUID> own = unsettled(incident);
        join(incident, "203.0.113.9");

        own.forEach(action -> stage.settle(action, ActionState.VERIFIED));

        await().until(() -> templates(incident).contains("incident-contained"));
        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.CONTAINED);
        assertThat(stage.reasons.get(incident))
                .anyMatch(reason -> reason.endsWith("2 of 3 actions hold; 1 not settled yet."));
    }

    @ParameterizedTest
    @CsvSource({"by-hand, CONTAINED", "accept, OPEN"})
    void isContainedInTheEndWherePeopleSaidSo(String lastWord, IncidentStatus status) {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.MEDIUM);
        await().until(() -> unsettled(incident).size() == 2);
        stage.denied.addAll(unsettled(incident, Verb.BLOCK_IP));
        settle(incident, ActionState.REFUSED, Verb.BLOCK_IP);
        containBeside(incident, "blockAddresses");
        await().until(() -> !of(incident, "finish-by-hand").isEmpty());

        var answering = new Answering(
                lastWord.equals("accept")
                        ? Map.of("finish-by-hand", "not-contained", "decide-about-rest", "accept")
                        : Map.of());
        complete(opened(incident, "finish-by-hand"), answering);
        if (lastWord.equals("accept")) {
            await().until(() -> !of(incident, "decide-about-rest").isEmpty());
            complete(opened(incident, "decide-about-rest"), answering);
        }
        await().until(() -> ended(incident) == 1);
        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.OPEN);

        // Its own containment did not see all of it hold, and nothing is left for people.
        settle(incident, ActionState.VERIFIED);
        await().until(() -> running(incident) == 0);
        assertThat(stage.incident(incident).status()).isEqualTo(status);
        assertThat(byHand(incident)).isEmpty();
        // No alert that joins takes that back.
        containBeside(incident, "isolateHosts");
        await().until(() -> ended(incident) == 2);
        assertThat(stage.incident(incident).status()).isEqualTo(status);
    }

    @Test
    void isContainedByTheLastThatRunsBesideWhereNothingIsOnTheIncidentsOwnWay() {
        UUID incident = stage.open(ACME, "triage-by-a-person", Severity.MEDIUM);
        containBeside(incident, "isolateHosts");
        await().until(() -> unsettled(incident).size() == 1);
        containBeside(incident, "blockAddresses");
        await().until(() -> unsettled(incident).size() == 2);
        // Hands what it asks for to the one before, and is over.
        stage.addAttacker(incident, "203.0.113.9");
        containBeside(incident, "blockAddresses");
        await().until(() -> ended(incident) == 1);

        settle(incident, ActionState.VERIFIED, Verb.ISOLATE_HOST);
        await().until(() -> ended(incident) == 2);
        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.OPEN);

        settle(incident, ActionState.VERIFIED, Verb.BLOCK_IP);
        await().until(() -> templates(incident).contains("incident-contained"));
        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.CONTAINED);
    }

    @ParameterizedTest
    @CsvSource({"VERIFIED, CONTAINED", "UNDONE, OPEN"})
    void isContainedWithoutWhatAPersonTookBackWhereAnythingHolds(ActionState block, IncidentStatus status) {
        UUID incident = stage.open(ACME, "triage-by-a-person", Severity.MEDIUM);
        containBeside(incident, "isolateHosts", "blockAddresses");
        await().until(() -> unsettled(incident).size() == 2);

        settle(incident, ActionState.UNDONE, Verb.ISOLATE_HOST);
        settle(incident, block, Verb.BLOCK_IP);

        await().until(() -> ended(incident) == 1);
        assertThat(stage.incident(incident).status()).isEqualTo(status);
        assertThat(of(incident, "finish-by-hand")).isEmpty();
    }

    @Test
    void isContainedWhereItsOwnPlaybookSaysSoWithoutAskingForAnything() {
        UUID incident = stage.open(ACME, "vulnerability", Severity.MEDIUM);
        containBeside(incident, "blockAddresses");
        await().until(() -> unsettled(incident).size() == 1);

        await().until(() -> !of(incident, "check-affected").isEmpty());
        complete(opened(incident, "check-affected"), new Answering(false));
        await().until(() -> !of(incident, "decide-shield").isEmpty());
        complete(opened(incident, "decide-shield"), new Answering(Map.of("decide-shield", "workaround")));
        await().until(() -> !of(incident, "put-workaround").isEmpty());
        complete(opened(incident, "put-workaround"), new Answering(false));

        await().until(() -> templates(incident).contains("incident-contained"));
        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.CONTAINED);
    }

    @Test
    void takesNobodyAtTheirWordOfBeforeOnceTheIncidentIsOpenAgain() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.MEDIUM);
        await().until(() -> unsettled(incident).size() == 2);
        stage.denied.addAll(unsettled(incident, Verb.BLOCK_IP));
        settle(incident, ActionState.REFUSED, Verb.BLOCK_IP);
        walk(incident, ActionState.VERIFIED, new Answering(false));
        assertOver(incident);
        assertThat(of(incident, "finish-by-hand")).hasSize(1);
        assertThat(stage.timeline)
                .anyMatch(entry -> entry.endsWith("acme/lars: no further action counts as done by hand."));

        stage.reopen(incident);

        await().until(() -> of(incident, "finish-by-hand").size() == 2);
        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.OPEN);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONTAINED", "RESOLVED"})
    void leavesItToPeopleToSayThatWhatIsOpenAgainIsContained(IncidentStatus from) {
        UUID incident = contained(from);

        stage.reopen(incident);

        await().until(() -> of(incident, "finish-by-hand").size() == 1);
        assertThat(stage.timeline)
                .anyMatch(entry -> entry.endsWith(
                        "Left for people, who say whether it is contained, as it was opened again. 2 of 2"
                                + " actions hold."));
        // Neither what joins and is contained answers for them, nor their wish to try again.
        joinsAndIsContained(incident, "203.0.113.9");
        complete(opened(incident, "finish-by-hand"), new Answering(Map.of("finish-by-hand", "try-again")));
        await().until(() -> of(incident, "finish-by-hand").size() == 2);
        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.OPEN);

        complete(waiting(incident, "finish-by-hand"), new Answering(false));
        await().until(() -> stage.incident(incident).status() == IncidentStatus.CONTAINED);
        assertThat(of(incident, "finish-by-hand")).hasSize(2);
    }

    @Test
    void isNotContainedWherePeopleAcceptedTheRiskOfWhatTheyOpenedAgain() {
        UUID incident = contained(IncidentStatus.CONTAINED);
        stage.reopen(incident);
        await().until(() -> of(incident, "finish-by-hand").size() == 1);

        var accepting = sayNotContained(incident, "accept");
        complete(opened(incident, "decide-about-rest"), accepting);
        await().until(() -> running(incident) == 0);
        joinsAndIsContained(incident, "203.0.113.9");

        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.OPEN);
        assertThat(of(incident, "finish-by-hand")).hasSize(1);
    }

    @Test
    void isContainedWherePeopleSaySoThoughWhatJoinedWaits() {
        UUID incident = stage.open(ACME, "triage-by-a-person", Severity.MEDIUM);
        containBeside(incident, "isolateHosts");
        await().until(() -> unsettled(incident).size() == 1);
        containBeside(incident, "blockAddresses");
        await().until(() -> unsettled(incident).size() == 2);

        settle(incident, ActionState.REFUSED, Verb.BLOCK_IP);
        await().until(() -> of(incident, "finish-by-hand").size() == 1);
        complete(opened(incident, "finish-by-hand"), new Answering(false));

        await().until(() -> stage.incident(incident).status() == IncidentStatus.CONTAINED);
        assertThat(unsettled(incident)).hasSize(1);
    }

    @Test
    void asksPeopleWhereWhatItAskedForWasTakenBackAndNothingElseHolds() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.MEDIUM);
        await().until(() -> unsettled(incident).size() == 2);

        settle(incident, ActionState.UNDONE);

        await().until(() -> of(incident, "finish-by-hand").size() == 1);
        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.OPEN);
    }

    @Test
    void isOverWhereAPersonFindsNothingToContain() {
        UUID incident = stage.open(ACME, "triage-by-a-person", Severity.MEDIUM);

        walk(
                incident,
                ActionState.VERIFIED,
                new Answering(true, Map.of("judge-alert", "real"), Set.of(), new HashSet<>()));

        assertOver(incident);
        assertThat(asked(incident)).isEmpty();
    }

    @Test
    void isOpenUntilItIsContainedAnewWherePeopleSayThatWhatJoinedIsNot() {
        UUID incident = contained(IncidentStatus.CONTAINED);
        stage.addAttacker(incident, "203.0.113.9");
        containBeside(incident, "blockAddresses");
        await().until(() -> unsettled(incident).size() == 1);
        settle(incident, ActionState.REFUSED);
        await().until(() -> of(incident, "finish-by-hand").size() == 1);
        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.CONTAINED);

        var answering = sayNotContained(incident, "try-again");
        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.OPEN);
        assertThat(rows("playbook_run", incident, "main")).isEqualTo(1);

        complete(opened(incident, "decide-about-rest"), answering);
        await().until(() -> unsettled(incident).size() == 1);
        settle(incident, ActionState.VERIFIED);
        await().until(() -> stage.incident(incident).status() == IncidentStatus.CONTAINED);
        // Who had been told that it is contained is told so anew.
        await().until(() -> templates(incident).stream()
                        .filter("incident-contained"::equals)
                        .count()
                == 2);
    }

    @ParameterizedTest
    @CsvSource({"accept, OPEN", "try-again, CONTAINED"})
    void isNotMarkedAgainstPeoplesWordByTheIncidentsOwnWay(String decision, IncidentStatus status) {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.MEDIUM);
        await().until(() -> unsettled(incident).size() == 2);
        List<UUID> own = unsettled(incident);
        stage.addAttacker(incident, "203.0.113.9");
        containBeside(incident, "blockAddresses");
        await().until(() -> unsettled(incident).size() == 3);
        unsettled(incident).stream()
                .filter(action -> !own.contains(action))
                .forEach(action -> stage.settle(action, ActionState.REFUSED));
        // The other waits for the block of the own way, too.
        own.stream()
                .filter(action -> request(action).verb() == Verb.BLOCK_IP)
                .forEach(action -> stage.settle(action, ActionState.VERIFIED));
        await().until(() -> of(incident, "finish-by-hand").size() == 1);
        var answering = sayNotContained(incident, decision);

        settle(incident, ActionState.VERIFIED);
        await().until(() -> waitingForPeople(incident) == 1);
        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.OPEN);

        complete(opened(incident, "decide-about-rest"), answering);
        await().until(() -> {
            settle(incident, ActionState.VERIFIED);
            aMinuteLater();
            return running(incident) == 0;
        });
        assertThat(stage.incident(incident).status()).isEqualTo(status);
        assertThat(of(incident, "finish-by-hand")).hasSize(1);
    }

    @Test
    void comesBackToWhoeverWantedItTriedOnceMoreWhereThatIsNotEnough() {
        UUID incident = stage.open(ACME, "triage-by-a-person", Severity.MEDIUM);
        containBeside(incident, "blockAddresses");
        await().until(() -> unsettled(incident).size() == 1);
        stage.denied.addAll(unsettled(incident));
        settle(incident, ActionState.REFUSED);
        await().until(() -> of(incident, "finish-by-hand").size() == 1);
        complete(opened(incident, "finish-by-hand"), new Answering(false));
        await().until(() -> stage.incident(incident).status() == IncidentStatus.CONTAINED);

        stage.addAttacker(incident, "203.0.113.9");
        containBeside(incident, "blockAddresses");
        await().until(() -> unsettled(incident).size() == 1);
        // Long after people were asked: what was refused right then they have seen.
        stage.settle(
                unsettled(incident).getFirst(),
                ActionState.REFUSED,
                Instant.now().plusSeconds(60));
        await().until(() -> of(incident, "finish-by-hand").size() == 2);
        var answering = sayNotContained(incident, "try-again");
        complete(opened(incident, "decide-about-rest"), answering);
        await().until(() -> unsettled(incident).size() == 1);
        settle(incident, ActionState.VERIFIED);

        // What was denied before they had finished by hand neither holds nor is tried again.
        await().until(() -> of(incident, "finish-by-hand").size() == 3);
        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.OPEN);
    }

    /** @return who decides then */
    private Answering sayNotContained(UUID incident, String decision) {
        var answering = new Answering(Map.of("finish-by-hand", "not-contained", "decide-about-rest", decision));
        complete(waiting(incident, "finish-by-hand"), answering);
        await().until(() -> !of(incident, "decide-about-rest").isEmpty());
        return answering;
    }

    private void joinsAndIsContained(UUID incident, String address) {
        long before = ended(incident);
        stage.addAttacker(incident, address);
        containBeside(incident, "blockAddresses");
        await().until(() -> asked(incident).contains("block_ip " + address));
        settle(incident, ActionState.VERIFIED);
        await().until(() -> ended(incident) == before + 1);
    }

    private UUID contained(IncidentStatus andThen) {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.MEDIUM);
        await().until(() -> unsettled(incident).size() == 2);
        settle(incident, ActionState.VERIFIED);
        await().until(() -> templates(incident).contains("incident-contained"));
        if (andThen != IncidentStatus.CONTAINED) {
            stage.move(incident, andThen, "over", "acme/lars");
        }
        return incident;
    }

    @Test
    void isContainedAfterAllWhereNoContainmentSawAllOfItHold() {
        UUID incident = stage.open(ACME, "triage-by-a-person", Severity.MEDIUM);
        containBeside(incident, "isolateHosts", "blockAddresses");
        await().until(() -> unsettled(incident).size() == 2);
        settle(incident, ActionState.REFUSED, Verb.BLOCK_IP);
        await().until(() -> rows("playbook_waiter", incident, "true") == 1);

        // Asks anew for what was refused, and leaves the host to the first, which goes by what it saw itself.
        containBeside(incident, "isolateHosts", "blockAddresses");
        await().until(() -> unsettled(incident).size() == 2);
        settle(incident, ActionState.VERIFIED);

        await().until(() -> templates(incident).contains("incident-contained"));
        assertThat(stage.incident(incident).status()).isEqualTo(IncidentStatus.CONTAINED);
        assertThat(of(incident, "finish-by-hand")).isEmpty();
    }

    @Test
    void asksForTheFirstThatIsNotContainedAmongWhatJoins() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.MEDIUM);
        await().until(() -> {
            settle(incident, ActionState.VERIFIED);
            return templates(incident).contains("incident-contained");
        });

        stage.join(incident, "203.0.113.9");
        await().until(() -> {
            settle(incident, ActionState.REFUSED);
            return of(incident, "finish-by-hand").size() == 1;
        });

        // Nobody did it, and yet the rest came to its end: what is left over must not keep the playbook waiting.
        walk(incident, ActionState.VERIFIED, new Answering(false).leaving("finish-by-hand"));
        assertOver(incident);
        assertThat(opened(incident, "finish-by-hand").state()).isEqualTo(Task.State.CANCELLED);
    }

    @Test
    void asksNobodyAnyMoreToAcknowledgeWhatSomebodyHasAcknowledged() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.CRITICAL);
        UUID other = stage.open(ACME, "malware-on-host", Severity.CRITICAL);
        await().until(() ->
                of(incident, "acknowledge").size() + of(other, "acknowledge").size() == 2);

        stage.publish(ACME, new IncidentAcknowledged(ACME, incident, "acme/lars"));

        await().until(() -> !opened(incident, "acknowledge").state().isWaiting());
        assertThat(opened(other, "acknowledge").state().isWaiting()).isTrue();
        walk(incident, ActionState.VERIFIED, new Answering(false));
        assertOver(incident);
    }

    /**
     * Who does the tasks.
     *
     * @param reluctant says no, and chooses the last, where a task asks for the first time
     * @param choices what else is chosen then, by step
     * @param left the steps that nobody does
     */
    private record Answering(boolean reluctant, Map<String, String> choices, Set<String> left, Set<String> asked) {

        Answering(boolean reluctant) {
            this(reluctant, Map.of(), Set.of(), new HashSet<>());
        }

        Answering(Map<String, String> choices) {
            this(false, choices, Set.of(), new HashSet<>());
        }

        Answering leaving(String step) {
            return new Answering(reluctant, choices, Set.of(step), asked);
        }

        Map<String, @Nullable Object> answer(Task task) {
            boolean first = asked.add(task.playbook() + task.step());
            Map<String, @Nullable Object> values = new HashMap<>();
            for (Field field : task.form().fields()) {
                String choice = first && field.type().equals("choice") ? choices.get(task.step()) : null;
                values.put(field.name(), choice == null ? answer(field, reluctant && first) : choice);
            }
            return values;
        }

        private static Object answer(Field field, boolean no) {
            return switch (field.type()) {
                case "boolean" -> !no;
                case "choice" ->
                    (no ? field.options().getLast() : field.options().getFirst()).value();
                case "number" -> 1;
                case "date" -> "2026-03-31";
                default -> "As found.";
            };
        }
    }

    /** Settles and completes whatever waits, until the playbook has ended; says which tasks there were. */
    private Set<String> walk(UUID incident, ActionState outcome, Answering answering) {
        return walk(incident, walked -> outcome, answering);
    }

    private Set<String> walk(UUID incident, Function<Set<String>, ActionState> outcome, Answering answering) {
        Set<String> walked = new LinkedHashSet<>();
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    unsettled(incident).forEach(action -> stage.settle(action, outcome.apply(walked)));
                    aMinuteLater();
                    for (Task task : waiting(incident)) {
                        if (!answering.left().contains(task.step()) && complete(task, answering)) {
                            walked.add(task.step());
                        }
                    }
                    return rows("playbook_run", incident, "ended_at is null") == 0;
                });
        return walked;
    }

    /** False where whoever did another task had acknowledged the incident, and so done the task that asks for that. */
    private boolean complete(Task task, Answering answering) {
        Caller lead = task.who().responsible().party() == Party.CLIENT ? LEAD : PROVIDERS_LEAD;
        Outcome done = stage.bean(ActingFor.class)
                .call(lead.reach(), () -> doing.complete(task.id(), answering.answer(task), null, lead));
        boolean acknowledgedBefore = task.acknowledges() && done instanceof Outcome.Conflict;
        if (!acknowledgedBefore) {
            assertThat(done).as("completing %s", task.step()).isInstanceOf(Outcome.Done.class);
        }
        return !acknowledgedBefore;
    }

    private void join(UUID incident, String address) {
        stage.join(incident, address);
        await().until(() -> asked(incident).contains("block_ip " + address));
    }

    /** Containments that another playbook waits for or has begun because alerts joined. */
    private long running(UUID incident) {
        return stage.database
                .asAdministrator()
                .sql("""
                    select count(*) from engine.act_hi_procinst called join engine.act_hi_procinst caller
                      on caller.id_ = called.super_process_instance_id_
                    where called.proc_def_key_ = 'contain' and called.end_time_ is null and caller.business_key_ = ?
                    """)
                .param(incident.toString())
                .query(Long.class)
                .single();
    }

    /** How many containments that were started by themselves have ended. */
    private long ended(UUID incident) {
        return stage.database
                .asAdministrator()
                .sql("""
                    select count(*) from engine.act_hi_procinst
                    where proc_def_key_ = 'contain' and super_process_instance_id_ is null and end_time_ is not null
                      and business_key_ = ?
                    """)
                .param(incident.toString())
                .query(Long.class)
                .single();
    }

    /** Of a containment that asks for nothing and was told that something is not contained. */
    private static Map<String, Object> notContained() {
        Map<String, Object> flags =
                new HashMap<>(Map.of("notAsked", "false", "severity", "high", "escalateAfter", "PT1H"));
        Stage.CONTAIN_FLAGS.forEach(flag -> flags.put(flag, "false"));
        return flags;
    }

    private void containBeside(UUID incident, String... wanted) {
        Map<String, Object> flags = notContained();
        flags.put("containedAll", "true");
        List.of(wanted).forEach(flag -> flags.put(flag, "true"));
        stage.acting(ACME, () -> stage.bean(Engine.class).start(ACME, "contain", incident, flags));
    }

    private long waitingForPeople(UUID incident) {
        return stage.database
                .asAdministrator()
                .sql("""
                    select count(*) from engine.act_ru_execution timer
                    where timer.act_id_ = 'a-minute-later' and exists (
                        select from engine.act_ru_variable flag
                        where flag.proc_inst_id_ = timer.proc_inst_id_ and flag.text_ = ?)
                    """)
                .param(incident.toString())
                .query(Long.class)
                .single();
    }

    /** NB: the engine takes up what is due within a few seconds. */
    private void aMinuteLater() {
        stage.database
                .asAdministrator()
                .sql("update engine.act_ru_job set duedate_ = now() - interval '1 second'"
                        + " where handler_cfg_ like '%a-minute-later%'")
                .update();
    }

    private List<UUID> unsettled(UUID incident) {
        return stage.unsettledActions().stream()
                .filter(action -> incident.equals(request(action).incidentId()))
                .toList();
    }

    private List<UUID> unsettled(UUID incident, Verb verb) {
        return unsettled(incident).stream()
                .filter(action -> request(action).verb() == verb)
                .toList();
    }

    private void settle(UUID incident, ActionState outcome) {
        unsettled(incident).forEach(action -> stage.settle(action, outcome));
    }

    private void settle(UUID incident, ActionState outcome, Verb verb) {
        unsettled(incident, verb).forEach(action -> stage.settle(action, outcome));
    }

    private void assertOver(UUID incident) {
        assertThat(Objects.requireNonNull(stage.incidents.get(incident)).status())
                .isEqualTo(IncidentStatus.RESOLVED);
        assertThat(rows("playbook_stuck", incident, "true")).isZero();
        assertThat(rows("playbook_waiter", incident, "true")).isZero();
        assertThat(rows("task", incident, "state in ('open', 'claimed')")).isZero();
    }

    private long rows(String table, UUID incident, String condition) {
        return stage.database
                .asAdministrator()
                .sql("select count(*) from " + table + " where incident_id = ? and " + condition)
                .param(incident)
                .query(Long.class)
                .single();
    }

    private List<String> asked(UUID incident) {
        return stage.requests.values().stream()
                .filter(request -> request.incidentId().equals(incident))
                .map(request -> request.verb().id() + " " + request.target())
                .toList();
    }

    private List<String> byHand(UUID incident) {
        return stage.byHand.entrySet().stream()
                .filter(done -> request(done.getKey()).incidentId().equals(incident))
                .map(Map.Entry::getValue)
                .toList();
    }

    private List<String> templates(UUID incident) {
        return stage.messages.values().stream()
                .filter(message -> incident.equals(message.incidentId()))
                .map(Message::template)
                .toList();
    }

    private ActionRequest request(UUID action) {
        return Objects.requireNonNull(stage.requests.get(action));
    }

    private List<Task> of(UUID incident, String step) {
        return all(incident).stream().filter(task -> task.step().equals(step)).toList();
    }

    private Task opened(UUID incident, String step) {
        return of(incident, step).getFirst();
    }

    private Task waiting(UUID incident, String step) {
        return waiting(incident).stream()
                .filter(task -> task.step().equals(step))
                .findFirst()
                .orElseThrow();
    }

    private List<Task> waiting(UUID incident) {
        return all(incident).stream().filter(task -> task.state().isWaiting()).toList();
    }

    private List<Task> all(UUID incident) {
        List<Task> found = new ArrayList<>();
        stage.acting(ACME, () -> found.addAll(listing.list(ListingTasks.Filter.of(incident), null, 100)));
        return found;
    }
}
