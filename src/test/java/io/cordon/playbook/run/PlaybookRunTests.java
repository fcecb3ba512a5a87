package io.cordon.playbook.run;

import static io.cordon.playbook.Stage.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.incident.IncidentOpened;
import io.cordon.incident.IncidentStatus;
import io.cordon.incident.SeverityChanged;
import io.cordon.organisation.Severity;
import io.cordon.playbook.Stage;
import io.cordon.playbook.engine.Engine;
import io.cordon.response.ActionState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlaybookRunTests {

    @AutoClose
    private final Stage stage = new Stage(Path.of("src/test/resources/playbooks"));

    @Test
    void startsWithTheIncidentInTheSameTransaction() {
        UUID incident = stage.open(ACME, "listening", Severity.CRITICAL);

        assertThat(stage.incident(incident).playbookVersion()).isEqualTo(1);
        assertThat(stage.timeline).contains("playbook | cordon:playbook | Playbook listening, version 1, started.");
        assertThat(stage.audit).contains("playbook-started | cordon:playbook");
        assertThat(rows("playbook_run where main and ended_at is null")).isEqualTo(1);
        assertThat(rows("engine.act_ru_execution where tenant_id_ = 'acme'")).isPositive();
    }

    @Test
    void isUndoneWithTheIncidentThatIsNotOpenedAfterAll() {
        try {
            stage.acting(ACME, () -> {
                stage.open(ACME, "listening", Severity.HIGH);
                throw new IllegalStateException("the commit fails");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("the commit fails");
        }

        assertThat(rows("playbook_run")).isZero();
        assertThat(rows("engine.act_ru_execution")).isZero();
    }

    @Test
    void leavesAnIncidentWithoutAnyPlaybookToPeople() {
        stage.open(ACME, "unknown", Severity.LOW);

        assertThat(stage.timeline).anySatisfy(entry -> assertThat(entry).contains("No playbook 'unknown' is there"));
        assertThat(rows("playbook_run")).isZero();
    }

    @Test
    void waitsUntilEveryActionIsSettled() {
        UUID incident = stage.open(ACME, "listening", Severity.CRITICAL);
        stage.addAttacker(incident, "203.0.113.8");
        await().until(() -> rows("playbook_waiter") == 1);
        List<UUID> actions = stage.unsettledActions();

        stage.settle(actions.getFirst(), ActionState.VERIFIED);
        assertThat(rows("playbook_waiter")).isEqualTo(1);
        actions.stream().skip(1).forEach(action -> stage.settle(action, ActionState.VERIFIED));

        assertThat(rows("playbook_waiter")).isZero();
        await().untilAsserted(
                        () -> assertThat(rows("task where state = 'open'")).isEqualTo(1));
    }

    @Test
    void asksForTheOthersWhereOneCannotBeAskedFor() {
        stage.cursed.add("203.0.113.7");
        UUID incident = stage.open(ACME, "unknown", Severity.HIGH);
        stage.addAttacker(incident, "203.0.113.8");
        stage.publish(ACME, new IncidentOpened(ACME, incident, "ransomware", Severity.CRITICAL, "contain-and-ask"));

        await().until(() -> rows("playbook_waiter") == 1);

        assertThat(stage.targets()).containsExactly("block_ip 203.0.113.8");
        assertThat(stage.timeline)
                .anyMatch(
                        entry -> entry.contains("block_ip 203.0.113.7: could not be asked for, by a fault of Cordon"));
        stage.settle(stage.unsettledActions().getFirst(), ActionState.VERIFIED);
        await().untilAsserted(() ->
                assertThat(rows("task where step = 'check-hosts'")).isEqualTo(1));
        assertThat(rows("playbook_stuck")).isZero();
    }

    @Test
    void wakesAllWhoCanGoOnWhereOneCannot() {
        UUID incident = containing("listening", Severity.CRITICAL);
        stage.database
                .asAdministrator()
                .sql("insert into playbook_waiter (organisation, execution, incident_id, actions, since) values"
                        + " ('acme', '0', ?, array[gen_random_uuid()], now())")
                .param(incident)
                .update();

        stage.settle(stage.unsettledActions().getFirst(), ActionState.VERIFIED);

        await().untilAsserted(
                        () -> assertThat(rows("task where state = 'open'")).isEqualTo(1));
    }

    @Test
    void withdrawsWhatWaitsForApprovalWhenTheIncidentIsOver() {
        UUID incident = stage.open(ACME, "listening", Severity.CRITICAL);

        stage.move(incident, IncidentStatus.CONTAINED, "all", "playbook:listening");
        assertThat(stage.withdrawn).isEmpty();
        stage.move(incident, IncidentStatus.RESOLVED, "over", "playbook:x");
        assertThat(stage.withdrawn).containsExactly(incident);
    }

    @Test
    void saysWhatStaysInForceWhenTheIncidentIsOver() {
        UUID incident = containing("contain-and-ask", Severity.CRITICAL);
        stage.settle(stage.unsettledActions().getFirst(), ActionState.VERIFIED);

        stage.move(incident, IncidentStatus.CLOSED, "a false alarm", "acme/lars");

        assertThat(stage.timeline)
                .contains("action | cordon:playbook | 1 action stays in force beyond the incident. If this was a false"
                        + " alarm, undo it: one by one, or all of the incident at once.");
    }

    @Test
    void endsBeforeItGoesOnWithWhatWasWithdrawn() {
        UUID incident = containing("listening", Severity.CRITICAL);
        // Nobody delivers messages: the withdrawn action is told first.
        stage.bean(LookingAfterPlaybooks.class).stop();
        stage.move(incident, IncidentStatus.RESOLVED, "over", "acme/lars");

        stage.settle(stage.unsettledActions().getFirst(), ActionState.REFUSED);

        assertThat(rows("playbook_waiter")).isZero();
        assertThat(rows("playbook_run where ended_at is null")).isZero();
        assertThat(rows("engine.act_ru_execution")).isZero();
        assertThat(rows("playbook_message")).isZero();
    }

    @Test
    void goesOnWhereTheIncidentWasOpenedAgainBeforeTheFormerOneWasEnded() {
        UUID incident = containing("listening", Severity.CRITICAL);
        stage.bean(LookingAfterPlaybooks.class).stop();
        stage.move(incident, IncidentStatus.RESOLVED, "over", "acme/lars");
        stage.reopen(incident);
        await().until(() -> rows("playbook_waiter") == 2);

        stage.bean(LookingAfterPlaybooks.class).start();

        await().until(() -> rows("playbook_message") == 0);
        assertThat(rows("playbook_run where ended_at is null")).isEqualTo(1);
        assertThat(rows("playbook_run where main and ended_at is null")).isEqualTo(1);
        assertThat(rows("playbook_waiter")).isEqualTo(1);
        stage.settle(stage.unsettledActions().getFirst(), ActionState.VERIFIED);
        await().untilAsserted(
                        () -> assertThat(rows("task where state = 'open'")).isEqualTo(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONTAINED", "RESOLVED"})
    void endsWhatAnIncidentsPlaybookStillDidWhenItIsOpenedAgain(IncidentStatus from) {
        UUID incident = containing("contain-and-ask", Severity.CRITICAL);
        stage.move(incident, from, "over", "playbook:ransomware");
        await().until(() -> rows("playbook_message") == 0);

        stage.reopen(incident);

        await().until(() -> rows("playbook_message") == 0);
        assertThat(rows("playbook_run")).isEqualTo(2);
        assertThat(rows("playbook_run where ended_at is null")).isEqualTo(1);
    }

    @Test
    void endsWhatRunsBesideThePlaybookThatResolvesTheIncident() {
        UUID incident = containing("contain-and-ask", Severity.CRITICAL);
        stage.join(incident, "203.0.113.9");
        // Once it waits, that the incident is over does not end it by itself.
        await().until(() -> rows("playbook_waiter") == 2);

        stage.move(incident, IncidentStatus.RESOLVED, "over", "playbook:ransomware");

        await().untilAsserted(() -> assertThat(rows("playbook_run where not main and ended_at is null"))
                .isZero());
        assertThat(rows("playbook_run where main and ended_at is null")).isEqualTo(1);
    }

    @Test
    void hearsOfNothingElseBeforeItIsEnded() {
        UUID incident = containing("listening", Severity.HIGH);
        var database = stage.database.asAdministrator();
        database.sql("create sequence public.tries").update();
        database.sql("""
            create function public.not_now() returns trigger language plpgsql security definer as
            'begin perform nextval(''public.tries''); raise exception ''not now''; end'
            """).update();
        database.sql("create trigger not_now before update on playbook_run execute function public.not_now()")
                .update();

        stage.acting(ACME, () -> {
            stage.publish(
                    ACME, new SeverityChanged(ACME, incident, Severity.HIGH, Severity.CRITICAL, "worse", "acme/lars"));
            stage.move(incident, IncidentStatus.RESOLVED, "over", "acme/lars");
        });

        await().until(() -> rows("public.tries where last_value > 1") == 1);
        assertThat(rows("playbook_message")).isEqualTo(2);
        database.sql("drop trigger not_now on playbook_run").update();
        await().until(() -> rows("playbook_message") == 0);
        assertThat(rows("playbook_run where ended_at is null")).isZero();
        assertThat(stage.timeline).noneMatch(entry -> entry.contains("It got worse."));
    }

    @Test
    void asksAgainWhereAskingTookTooLong() {
        stage.slow.add("203.0.113.7");
        stage.open(ACME, "contain-and-ask", Severity.CRITICAL);

        await().until(() -> rows("playbook_waiter") == 1);

        assertThat(stage.targets()).containsExactly("block_ip 203.0.113.7");
        assertThat(stage.timeline).noneMatch(entry -> entry.contains("could not be asked for"));
    }

    @Test
    void wakesOnceHoweverOftenItIsTold() {
        containing("listening", Severity.CRITICAL);
        UUID action = stage.unsettledActions().getFirst();

        for (int i = 0; i < 5; i++) {
            stage.settle(action, ActionState.VERIFIED);
        }

        await().untilAsserted(
                        () -> assertThat(rows("task where state = 'open'")).isEqualTo(1));
        assertThat(rows("task")).isEqualTo(1);
    }

    @Test
    void findsOutByItselfWhatNobodyToldIt() {
        containing("listening", Severity.CRITICAL);
        stage.ledger.replaceAll((action, state) -> ActionState.VERIFIED);

        await().atMost(Duration.ofSeconds(40)).until(() -> rows("playbook_waiter") == 0);
    }

    @Test
    void bringsEntitiesThatJoinIntoTheContainment() {
        UUID incident = containing("listening", Severity.CRITICAL);
        UUID first = stage.unsettledActions().getFirst();
        stage.settle(first, ActionState.VERIFIED);

        stage.join(incident, "203.0.113.9");

        await().untilAsserted(() ->
                assertThat(stage.targets()).containsExactly("block_ip 203.0.113.7", "block_ip 203.0.113.9"));
        assertThat(rows("playbook_run")).isEqualTo(1);
        await().until(() -> rows("playbook_message") == 0);
    }

    @Test
    void takesAStormOfJoiningAlertsInFewRounds() {
        UUID incident = containing("listening", Severity.CRITICAL);

        for (int i = 20; i < 60; i++) {
            stage.join(incident, "203.0.113." + i);
        }

        await().untilAsserted(() -> assertThat(stage.targets()).hasSize(41));
        await().until(() -> rows("playbook_message") == 0);
        assertThat(rows("playbook_waiter")).isLessThan(10);
    }

    @Test
    void hearsThatItGotWorseAndOnlyThen() {
        UUID incident = stage.open(ACME, "listening", Severity.HIGH);
        UUID other = stage.open(ACME, "listening", Severity.HIGH);
        await().until(() -> rows("playbook_waiter") == 2);

        stage.publish(ACME, new SeverityChanged(ACME, other, Severity.HIGH, Severity.LOW, "nothing", "acme/lars"));
        stage.publish(
                ACME, new SeverityChanged(ACME, incident, Severity.HIGH, Severity.CRITICAL, "worse", "acme/lars"));

        await().untilAsserted(() -> assertThat(stage.timeline)
                .filteredOn(entry -> entry.equals("playbook | playbook:listening | It got worse."))
                .hasSize(1));
        assertThat(rows("playbook_message")).isZero();
    }

    @Test
    void containsBesideAPlaybookThatDoesNotListen() {
        UUID incident = containing("contain-and-ask", Severity.CRITICAL);

        stage.join(incident, "203.0.113.9");

        await().untilAsserted(() -> assertThat(stage.targets()).contains("block_ip 203.0.113.9"));
        assertThat(rows("playbook_run where not main")).isEqualTo(1);

        // The first is still at it, maybe for hours.
        await().until(() -> {
            stage.join(incident, "203.0.113.10");
            return stage.targets().contains("block_ip 203.0.113.10");
        });
        // It waits for what joined since, too: one more for each alert would be without bound.
        await().untilAsserted(() -> assertThat(rows("playbook_run where not main and ended_at is null"))
                .isEqualTo(1));
        assertThat(rows("playbook_waiter where beside = 'block_ip' and cardinality(actions) = 3"))
                .isEqualTo(1);
    }

    @Test
    void tellsOfWhatCameTooEarlyWithoutARound() {
        UUID incident = containing("listening", Severity.CRITICAL);
        stage.database
                .asAdministrator()
                .sql("drop function playbooks_to_look_after()")
                .update();

        for (String address : List.of("203.0.113.9", "203.0.113.10")) {
            stage.join(incident, address);
            await().until(() -> stage.targets().contains("block_ip " + address));
        }
    }

    @Test
    void handsNothingToAContainmentThatIsGone() {
        UUID incident = stage.open(ACME, "contain-and-ask", Severity.CRITICAL);
        stage.join(incident, "203.0.113.9");
        await().until(() -> rows("playbook_waiter where beside = 'block_ip'") == 1);
        String gone = stage.database
                .asAdministrator()
                .sql("select instance from playbook_run where not main")
                .query(String.class)
                .single();
        stage.acting(ACME, () -> stage.bean(Engine.class).end(ACME, gone, "it took another way"));

        stage.join(incident, "203.0.113.10");

        await().untilAsserted(() ->
                assertThat(rows("playbook_waiter where beside = 'block_ip'")).isEqualTo(2));
    }

    /** An incident whose playbook waits for its containment. */
    private UUID containing(String playbook, Severity severity) {
        UUID incident = stage.open(ACME, playbook, severity);
        await().until(() -> rows("playbook_waiter") == 1);
        return incident;
    }

    private long rows(String table) {
        return stage.database
                .asAdministrator()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }
}
