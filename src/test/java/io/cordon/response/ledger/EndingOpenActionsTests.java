package io.cordon.response.ledger;

import static io.cordon.response.ResponseForTests.ACME;
import static io.cordon.response.ResponseForTests.lead;
import static io.cordon.response.ResponseForTests.person;
import static io.cordon.response.Verb.BLOCK_IP;
import static io.cordon.response.Verb.ISOLATE_HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.response.ActionRequest;
import io.cordon.response.ActionState;
import io.cordon.response.Actions;
import io.cordon.response.ApprovalAsked;
import io.cordon.response.ByHand;
import io.cordon.response.FakeProduct;
import io.cordon.response.OpenActions;
import io.cordon.response.ResponseForTests;
import io.cordon.response.Standing;
import io.cordon.response.connector.Idempotency;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people end of an incident's actions without anything being sent. */
class EndingOpenActionsTests {

    private final ResponseForTests response = ResponseForTests.running().withProduct();

    @AfterEach
    void close() {
        response.close();
    }

    @Test
    void whatAPersonDidByHandIsNotAskedForAgainByAMachine() {
        UUID refused = response.ask(ISOLATE_HOST, "ws-042");
        assertThat(response.state(refused)).isEqualTo(ActionState.REFUSED);

        assertThat(doneByHand()).isEqualTo(1);

        assertThat(response.state(refused)).isEqualTo(ActionState.REFUSED);
        assertThat(response.audited(refused)).endsWith("action-done-by-hand");
        assertThat(response.acting(() -> response.bean(Actions.class).standing(ACME, response.incident)))
                .containsExactly(new Standing(ActionState.REFUSED, true));
        assertThat(response.acting(() -> response.bean(UndoingActions.class).undo(refused, lead("anna"), "")))
                .isInstanceOfSatisfying(
                        Decision.Conflict.class,
                        conflict -> assertThat(conflict.reason()).contains("done by hand by acme/anna"));
        response.agreed.automatic(ISOLATE_HOST);
        assertThat(response.ask(ISOLATE_HOST, "ws-042")).isEqualTo(refused);
        assertThat(doneByHand()).as("once").isZero();
    }

    @Test
    void whatAPersonDeniedOrThatHoldsIsNotDoneByHand() {
        response.agreed.approval(BLOCK_IP, 1, 0);
        UUID denied = response.ask(BLOCK_IP, "203.0.113.7");
        var unused =
                response.acting(() -> response.bean(DecidingActions.class).deny(denied, lead("anna"), "it is ours"));
        response.agreed.revoke(BLOCK_IP);
        response.agreed.automatic(BLOCK_IP);
        UUID holds = response.ask(BLOCK_IP, "203.0.113.8");
        response.awaitState(holds, ActionState.VERIFIED);

        assertThat(doneByHand()).isZero();
    }

    @Test
    void onlyWhatThePersonWasAskedAboutIsDoneByHandAndAtTheMomentOfTheirAnswer() {
        UUID seen = response.ask(ISOLATE_HOST, "ws-042");
        Instant asked = movedAt(seen);
        UUID later = response.ask(ISOLATE_HOST, "ws-043");
        Instant answered = asked.plusSeconds(60);

        assertThat(doneByHand(asked, answered)).isEqualTo(1);

        assertThat(response.acting(() -> response.bean(Ledger.class).find(seen))
                        .orElseThrow()
                        .byHand())
                .isEqualTo(byAnna(answered));
        response.agreed.automatic(ISOLATE_HOST);
        assertThat(response.ask(ISOLATE_HOST, "ws-042")).isEqualTo(seen);
        assertThat(response.ask(ISOLATE_HOST, "ws-043")).isNotEqualTo(later);
    }

    private Instant movedAt(UUID action) {
        return response.sql()
                .sql("select moved_at from action where id = :id")
                .param("id", action)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    @Test
    void whatWasRefusedIsAskedForAgainOnceThereIsAuthority() {
        UUID refused = response.ask(BLOCK_IP, "203.0.113.7");
        assertThat(response.state(refused)).isEqualTo(ActionState.REFUSED);
        response.agreed.automatic(BLOCK_IP);

        UUID again = response.ask(BLOCK_IP, "203.0.113.7");

        response.awaitState(again, ActionState.VERIFIED);
        assertThat(response.acting(() -> response.bean(Actions.class).standing(ACME, response.incident)))
                .containsExactly(new Standing(ActionState.VERIFIED, false));
    }

    @Test
    void whatWaitsForApprovalIsWithdrawnForGood() {
        response.agreed.approval(BLOCK_IP, 1, 0);
        UUID waiting = response.ask(BLOCK_IP, "203.0.113.7");
        response.awaitState(waiting, ActionState.AWAITING_APPROVAL);

        withdraw();

        assertThat(response.state(waiting)).isEqualTo(ActionState.REFUSED);
        assertThat(response.reason(waiting)).isEqualTo("Withdrawn: the incident was resolved");
        assertThat(response.audited(waiting)).endsWith("action-refused");
        assertThat(response.acting(
                        () -> response.bean(DecidingActions.class).approve(waiting, lead("carl"), "better late")))
                .isInstanceOf(Decision.Conflict.class);
        assertThat(response.state(waiting)).isEqualTo(ActionState.REFUSED);
        assertThat(response.product.effects).isEmpty();
    }

    @Test
    void whatWasDeniedComesBackThroughNoOtherConnector() {
        response.agreed.host("ws-042", List.of(), List.of());
        UUID denied = denied();
        var added = response.withProduct("fw2");

        assertThat(added.askAnyConnector(ISOLATE_HOST, "ws-042")).containsOnly(denied);
        assertThat(response.product.effects).isEmpty();
    }

    @Test
    void whatWasTakenBackComesBackThroughNoOtherConnectorUntilAPersonAsks() {
        response.agreed.host("ws-042", List.of(), List.of());
        response.agreed.automatic(ISOLATE_HOST);
        UUID released = response.askAnyConnector(ISOLATE_HOST, "ws-042").getFirst();
        response.awaitState(released, ActionState.VERIFIED);
        var undone = response.acting(() -> response.bean(UndoingActions.class).undo(released, lead("anna"), "ours"));
        assertThat(undone).isInstanceOf(Decision.Done.class);
        response.awaitState(released, ActionState.UNDONE);
        var added = response.withProduct("fw2");

        assertThat(added.askAnyConnector(ISOLATE_HOST, "ws-042")).containsOnly(released);

        UUID again = response.ask(ISOLATE_HOST, "ws-042", person("anna"), null);
        response.awaitState(again, ActionState.VERIFIED);
        assertThat(response.askAnyConnector(ISOLATE_HOST, "ws-042"))
                .contains(again)
                .doesNotContain(released);
    }

    @Test
    void whatWasDeniedStaysDeniedWhenAPersonAsksForItAtAnotherConnector() {
        response.agreed.host("ws-042", List.of(), List.of());
        UUID denied = denied();
        var added = response.withProduct("fw2");
        UUID elsewhere = added.ask(new ActionRequest(
                ACME,
                response.incident,
                ISOLATE_HOST,
                "ws-042",
                "fw2",
                "a test",
                "acme/anna",
                person("anna"),
                null,
                null));
        response.awaitState(elsewhere, ActionState.VERIFIED);

        assertThat(response.ask(ISOLATE_HOST, "ws-042")).isEqualTo(denied);

        UUID again = response.ask(ISOLATE_HOST, "ws-042", person("anna"), null);
        response.awaitState(again, ActionState.VERIFIED);
    }

    /** A server of an older version that still runs beside this one says less about it. */
    @Test
    void whatAnOlderServerWroteOfADecisionCountsToo() {
        response.agreed.host("ws-042", List.of(), List.of());
        UUID denied = denied();
        response.sql()
                .sql("update action set decided_at = null where id = ?")
                .param(denied)
                .update();

        assertThat(response.ask(ISOLATE_HOST, "ws-042")).isEqualTo(denied);
    }

    private UUID denied() {
        response.agreed.approval(ISOLATE_HOST, 1, 0);
        UUID denied = response.ask(ISOLATE_HOST, "ws-042");
        var unused = response.acting(
                () -> response.bean(DecidingActions.class).deny(denied, lead("anna"), "it runs the plant"));
        response.agreed.revoke(ISOLATE_HOST);
        response.agreed.automatic(ISOLATE_HOST);
        return denied;
    }

    @Test
    void whatWasDoneByHandIsNotAskedForOnceThereIsAConnector() {
        try (ResponseForTests bare = ResponseForTests.running()) {
            bare.agreed.host("ws-042", List.of(), List.of());
            bare.agreed.automatic(ISOLATE_HOST);
            UUID refused = bare.askAnyConnector(ISOLATE_HOST, "ws-042").getFirst();
            assertThat(bare.state(refused)).isEqualTo(ActionState.REFUSED);
            int done = bare.acting(() -> bare.bean(OpenActions.class)
                    .doneByHand(ACME, bare.incident, Instant.now().plusSeconds(1), byAnna(Instant.now())));
            assertThat(done).isEqualTo(1);
            var equipped = bare.withProduct();

            assertThat(equipped.askAnyConnector(ISOLATE_HOST, "ws-042")).containsExactly(refused);
            assertThat(bare.product.effects).isEmpty();
        }
    }

    @Test
    void whatHeldUntilItsTimeWasUpWasNotDoneByHand() {
        response.agreed.automatic(BLOCK_IP);
        UUID held = response.ask(BLOCK_IP, "203.0.113.7", null, Duration.ofSeconds(1));
        response.awaitState(held, ActionState.EXPIRED);
        response.agreed.revoke(BLOCK_IP);
        response.agreed.approval(BLOCK_IP, 1, 0);
        UUID lapsed = response.ask(BLOCK_IP, "203.0.113.8", null, Duration.ofSeconds(1));
        response.awaitState(lapsed, ActionState.EXPIRED);

        assertThat(doneByHand()).isEqualTo(1);

        assertThat(response.audited(held)).doesNotContain("action-done-by-hand");
        assertThat(response.audited(lapsed)).contains("action-done-by-hand");
    }

    @Test
    void whatIsNotSentYetIsWithdrawnFromTheWorkerThatHasIt() {
        response.stopWorker();
        response.agreed.automatic(BLOCK_IP);
        UUID queued = response.ask(BLOCK_IP, "203.0.113.7");
        UUID claimed = response.ask(BLOCK_IP, "203.0.113.8");
        LedgerEntry claim =
                response.bean(Claims.class).claim(new Claims.Due(ACME, claimed)).orElseThrow();
        assertThat(claim.state()).isEqualTo(ActionState.PROPOSED);

        withdraw();
        response.bean(Attending.class).attend(claim, () -> {});

        assertThat(response.state(queued)).isEqualTo(ActionState.REFUSED);
        assertThat(response.state(claimed)).isEqualTo(ActionState.REFUSED);
        assertThat(response.product.calls).isEmpty();
    }

    @Test
    void whatTheProductCouldNotTakeIsWithdrawn() {
        response.stopWorker();
        response.agreed.automatic(BLOCK_IP);
        response.product.moods.add(FakeProduct.Mood.UNAVAILABLE);
        UUID tried = response.ask(BLOCK_IP, "203.0.113.7");
        attend(tried);
        assertThat(response.state(tried)).isEqualTo(ActionState.PROPOSED);

        withdraw();

        assertThat(response.state(tried)).isEqualTo(ActionState.REFUSED);
    }

    @Test
    void whatMayHaveBeenSentIsLookedForAndNotSentAgain() {
        response.stopWorker();
        response.agreed.automatic(BLOCK_IP);
        response.product.idempotency = Idempotency.NATURALLY_IDEMPOTENT;
        response.product.canBeAsked = false;
        UUID done = sentWithoutAnAnswer("203.0.113.7", FakeProduct.Mood.TIMES_OUT_AFTER_DOING);
        UUID lost = sentWithoutAnAnswer("203.0.113.8", FakeProduct.Mood.TIMES_OUT_WITHOUT_DOING);
        int calls = response.product.calls.size();

        withdraw();

        assertThat(response.state(done)).isEqualTo(ActionState.UNKNOWN);
        assertThat(response.reason(done)).contains("Withdrawn", "An earlier attempt may have taken effect");
        response.product.canBeAsked = true;
        attend(done);
        attend(lost);
        assertThat(response.state(done)).isEqualTo(ActionState.VERIFIED);
        assertThat(response.state(lost)).isEqualTo(ActionState.FAILED);
        assertThat(response.product.calls).hasSize(calls);
    }

    private UUID sentWithoutAnAnswer(String target, FakeProduct.Mood mood) {
        response.product.moods.add(mood);
        UUID action = response.ask(BLOCK_IP, target);
        attend(action);
        assertThat(response.state(action)).isEqualTo(ActionState.PROPOSED);
        return action;
    }

    @Test
    void whatIsUnderWayAtTheEndAndFailsIsNotSentAgain() {
        response.agreed.automatic(BLOCK_IP);
        response.product.gate = new CountDownLatch(1);
        response.product.moods.add(FakeProduct.Mood.UNAVAILABLE);
        UUID underWay = response.ask(BLOCK_IP, "203.0.113.7");
        response.awaitState(underWay, ActionState.EXECUTING);

        status("resolved");
        withdraw();
        response.product.gate.countDown();

        response.awaitState(underWay, ActionState.REFUSED);
        assertThat(response.reason(underWay)).startsWith("The incident is over");
        assertThat(response.product.effects).isEmpty();
    }

    @Test
    void whatIsUnderWayAtTheEndAndAPersonAsksForThenIsSentAgain() {
        response.agreed.automatic(BLOCK_IP);
        response.product.gate = new CountDownLatch(1);
        response.product.moods.add(FakeProduct.Mood.UNAVAILABLE);
        UUID underWay = response.ask(BLOCK_IP, "203.0.113.7");
        response.awaitState(underWay, ActionState.EXECUTING);
        status("resolved");
        withdraw();

        assertThat(response.ask(BLOCK_IP, "203.0.113.7", person("anna"), null)).isEqualTo(underWay);
        response.product.gate.countDown();

        response.awaitState(underWay, ActionState.VERIFIED);
        assertThat(response.acting(() -> response.bean(ActionViews.class).find(underWay))
                        .orElseThrow()
                        .history())
                .anySatisfy(move -> {
                    assertThat(move.by()).isEqualTo("acme/anna");
                    assertThat(move.reason()).startsWith("Asked for after the incident's end");
                });
        assertThat(response.audited(underWay)).contains("action-asked-after-end");
    }

    @Test
    void whatBeginsWhileTheIncidentIsBeingResolvedWaitsForThatAndIsNotSent() throws SQLException {
        response.agreed.automatic(BLOCK_IP);
        UUID action;
        try (Connection resolving = DriverManager.getConnection(
                response.database.url(), response.database.username(), response.database.password())) {
            response.stopWorker();
            action = response.ask(BLOCK_IP, "203.0.113.7");
            resolving.setAutoCommit(false);
            try (var update =
                    resolving.prepareStatement("update cordon.incident set status = 'resolved' where id = ?")) {
                update.setObject(1, response.incident);
                update.executeUpdate();
            }
            response.startWorker();
            await().until(() -> waitsForIncident());

            resolving.commit();
        }

        response.awaitState(action, ActionState.REFUSED);
        assertThat(response.product.calls).isEmpty();
    }

    private boolean waitsForIncident() {
        return response.sql()
                .sql("select exists (select from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock' and query like '%from incident%for share%')")
                .query(Boolean.class)
                .single();
    }

    @Test
    void nothingIsApprovedOnceTheIncidentIsOver() {
        response.agreed.approval(BLOCK_IP, 1, 0);
        UUID waiting = response.ask(BLOCK_IP, "203.0.113.7");
        response.awaitState(waiting, ActionState.AWAITING_APPROVAL);
        status("closed");

        assertThat(response.acting(
                        () -> response.bean(DecidingActions.class).approve(waiting, lead("carl"), "better late")))
                .isInstanceOf(Decision.Conflict.class);

        assertThat(response.state(waiting)).isEqualTo(ActionState.REFUSED);
    }

    @Test
    void onceTheIncidentIsOverAPersonMayAskAndAMachineMayNotUntilItIsOpenAgain() {
        response.agreed.automatic(BLOCK_IP);
        status("resolved");

        UUID byMachine = response.ask(BLOCK_IP, "203.0.113.7");
        UUID byPerson = response.ask(BLOCK_IP, "203.0.113.8", person("anna"), null);

        assertThat(response.state(byMachine)).isEqualTo(ActionState.REFUSED);
        assertThat(response.reason(byMachine)).startsWith("The incident is over");
        response.awaitState(byPerson, ActionState.VERIFIED);

        var undone = response.acting(() -> response.bean(UndoingActions.class).undo(byPerson, lead("anna"), "ours"));
        assertThat(undone).isInstanceOf(Decision.Done.class);
        response.awaitState(byPerson, ActionState.UNDONE);

        status("open");
        UUID again = response.ask(BLOCK_IP, "203.0.113.7");
        assertThat(again).isNotEqualTo(byMachine);
        response.awaitState(again, ActionState.VERIFIED);
    }

    @Test
    void whatAPersonAskedForAfterTheEndIsWithdrawnByTheNext() {
        response.agreed.automatic(BLOCK_IP);
        response.product.gate = new CountDownLatch(1);
        response.product.moods.add(FakeProduct.Mood.UNAVAILABLE);
        status("resolved");
        UUID underWay = response.ask(BLOCK_IP, "203.0.113.7", person("anna"), null);
        response.awaitState(underWay, ActionState.EXECUTING);

        status("closed");
        withdraw();
        response.product.gate.countDown();

        response.awaitState(underWay, ActionState.REFUSED);
        assertThat(response.product.effects).isEmpty();
    }

    private void status(String status) {
        response.sql()
                .sql("update incident set status = :status where id = :id")
                .param("status", status)
                .param("id", response.incident)
                .update();
    }

    private void attend(UUID action) {
        makeDue(action);
        response.bean(Attending.class)
                .attend(
                        response.bean(Claims.class)
                                .claim(new Claims.Due(ACME, action))
                                .orElseThrow(),
                        () -> {});
    }

    private void makeDue(UUID action) {
        response.sql()
                .sql("update action set due_at = now() where id = :id")
                .param("id", action)
                .update();
    }

    @Test
    void whatWaitsForApprovalHasAnEnd() {
        response.agreed.approval(BLOCK_IP, 1, 0);
        UUID waiting = response.ask(BLOCK_IP, "203.0.113.7");
        response.awaitState(waiting, ActionState.AWAITING_APPROVAL);

        ApprovalAsked asked = response.acting(
                () -> response.bean(Actions.class).approvalAsked(waiting).orElseThrow());

        assertThat(asked.until())
                .isBetween(
                        Instant.now().plus(Duration.ofHours(71)), Instant.now().plus(Duration.ofHours(73)));
    }

    private void withdraw() {
        var unused = response.acting(() -> {
            response.bean(OpenActions.class)
                    .withdraw(ACME, response.incident, "Withdrawn: the incident was resolved", "acme/anna");
            return true;
        });
    }

    private int doneByHand() {
        return doneByHand(Instant.now().plusSeconds(1), Instant.now());
    }

    private int doneByHand(Instant until, Instant at) {
        return response.acting(
                () -> response.bean(OpenActions.class).doneByHand(ACME, response.incident, until, byAnna(at)));
    }

    private static ByHand byAnna(Instant at) {
        return new ByHand("acme/anna", at, "Pulled the plug.");
    }
}
