package io.cordon.response.ledger;

import static io.cordon.response.ResponseForTests.ACME;
import static io.cordon.response.ResponseForTests.lead;
import static io.cordon.response.Verb.BLOCK_IP;
import static io.cordon.response.Verb.ISOLATE_HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.response.ActionState;
import io.cordon.response.Actions;
import io.cordon.response.ApprovalAsked;
import io.cordon.response.AskingForTests;
import io.cordon.response.FakeProduct;
import io.cordon.response.OpenActions;
import io.cordon.response.ResponseForTests;
import io.cordon.response.Standing;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What people end of an incident's actions without anything being sent. */
class EndingOpenActionsTests {

    @AutoClose
    private final ResponseForTests response = ResponseForTests.running().withProduct();

    private final LedgerForTests ledger = new LedgerForTests(response);

    @Test
    void whatAPersonDidByHandIsNotAskedForAgainByAMachine() {
        UUID refused = response.ask(ISOLATE_HOST, "ws-042");
        assertThat(response.state(refused)).isEqualTo(ActionState.REFUSED);

        assertThat(ledger.doneByHand()).isEqualTo(1);

        assertThat(response.state(refused)).isEqualTo(ActionState.REFUSED);
        assertThat(response.audited(refused)).endsWith("action-done-by-hand");
        assertThat(response.acting(() -> response.bean(Actions.class).standing(ACME, response.incident)))
                .containsExactly(new Standing(ActionState.REFUSED, true));
        assertThat(ledger.undo(refused))
                .isInstanceOfSatisfying(
                        Decision.Conflict.class,
                        conflict -> assertThat(conflict.reason()).contains("done by hand by acme/anna"));
        response.agreed.automatic(ISOLATE_HOST);
        assertThat(response.ask(ISOLATE_HOST, "ws-042")).isEqualTo(refused);
        assertThat(ledger.doneByHand()).as("once").isZero();
    }

    @Test
    void whatAPersonDeniedOrThatHoldsIsNotDoneByHand() {
        ledger.denied(BLOCK_IP, "203.0.113.7");
        response.askAndAwait(BLOCK_IP, "203.0.113.8", ActionState.VERIFIED);

        assertThat(ledger.doneByHand()).isZero();
    }

    @Test
    void onlyWhatThePersonWasAskedAboutIsDoneByHandAndAtTheMomentOfTheirAnswer() {
        UUID seen = response.ask(ISOLATE_HOST, "ws-042");
        Instant asked = movedAt(seen);
        UUID later = response.ask(ISOLATE_HOST, "ws-043");
        Instant answered = asked.plusSeconds(60);

        assertThat(ledger.doneByHand(asked, answered)).isEqualTo(1);

        assertThat(ledger.entry(seen).byHand()).isEqualTo(LedgerForTests.byAnna(answered));
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

        response.askAndAwait(BLOCK_IP, "203.0.113.7", ActionState.VERIFIED);

        assertThat(response.acting(() -> response.bean(Actions.class).standing(ACME, response.incident)))
                .containsExactly(new Standing(ActionState.VERIFIED, false));
    }

    @Test
    void whatWaitsForApprovalIsWithdrawnForGood() {
        UUID waiting = waitingForApproval();

        withdraw();

        assertThat(response.state(waiting)).isEqualTo(ActionState.REFUSED);
        assertThat(response.reason(waiting)).isEqualTo("Withdrawn: the incident was resolved");
        assertThat(response.audited(waiting)).endsWith("action-refused");
        assertThat(isWithdrawn(waiting)).isTrue();
        assertThat(ledger.approve(waiting, lead("carl"))).isInstanceOf(Decision.Conflict.class);
        assertThat(response.state(waiting)).isEqualTo(ActionState.REFUSED);
        assertThat(response.product.effects).isEmpty();
    }

    @Test
    void whatWasDeniedComesBackThroughNoOtherConnector() {
        response.agreed.host("ws-042", List.of(), List.of());
        UUID denied = ledger.denied(ISOLATE_HOST, "ws-042");
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
        ledger.release(released);
        var added = response.withProduct("fw2");

        assertThat(added.askAnyConnector(ISOLATE_HOST, "ws-042")).containsOnly(released);

        UUID again = response.asking(ISOLATE_HOST, "ws-042").by("anna").await(ActionState.VERIFIED);
        assertThat(response.askAnyConnector(ISOLATE_HOST, "ws-042"))
                .contains(again)
                .doesNotContain(released);
    }

    @Test
    void whatWasDeniedStaysDeniedWhenAPersonAsksForItAtAnotherConnector() {
        response.agreed.host("ws-042", List.of(), List.of());
        UUID denied = ledger.denied(ISOLATE_HOST, "ws-042");
        var added = response.withProduct("fw2");
        added.asking(ISOLATE_HOST, "ws-042").of("fw2").by("anna").await(ActionState.VERIFIED);

        assertThat(response.ask(ISOLATE_HOST, "ws-042")).isEqualTo(denied);

        response.asking(ISOLATE_HOST, "ws-042").by("anna").await(ActionState.VERIFIED);
    }

    @Test
    void whatAnOlderServerWroteOfADecisionCountsToo() {
        response.agreed.host("ws-042", List.of(), List.of());
        UUID denied = ledger.denied(ISOLATE_HOST, "ws-042");
        ledger.writeAsAnOlderServer(denied);

        assertThat(response.ask(ISOLATE_HOST, "ws-042")).isEqualTo(denied);
    }

    @Test
    void whatWasDoneByHandIsNotAskedForOnceThereIsAConnector() {
        try (ResponseForTests bare = ResponseForTests.running()) {
            bare.agreed.host("ws-042", List.of(), List.of());
            bare.agreed.automatic(ISOLATE_HOST);
            UUID refused = bare.askAnyConnector(ISOLATE_HOST, "ws-042").getFirst();
            assertThat(bare.state(refused)).isEqualTo(ActionState.REFUSED);
            assertThat(new LedgerForTests(bare).doneByHand()).isEqualTo(1);
            var equipped = bare.withProduct();

            assertThat(equipped.askAnyConnector(ISOLATE_HOST, "ws-042")).containsExactly(refused);
            assertThat(bare.product.effects).isEmpty();
        }
    }

    @Test
    void whatHeldUntilItsTimeWasUpWasNotDoneByHand() {
        response.agreed.automatic(BLOCK_IP);
        UUID held = response.asking(BLOCK_IP, "203.0.113.7")
                .expiring(Duration.ofSeconds(1))
                .await(ActionState.EXPIRED);
        response.agreed.becomesApproval(BLOCK_IP);
        UUID lapsed = response.asking(BLOCK_IP, "203.0.113.8")
                .expiring(Duration.ofSeconds(1))
                .await(ActionState.EXPIRED);

        assertThat(ledger.doneByHand()).isEqualTo(1);

        assertThat(response.audited(held)).doesNotContain("action-done-by-hand");
        assertThat(response.audited(lapsed)).contains("action-done-by-hand");
    }

    @Test
    void whatIsNotSentYetIsWithdrawnFromTheWorkerThatHasIt() {
        response.stopWorker();
        response.agreed.automatic(BLOCK_IP);
        UUID queued = response.ask(BLOCK_IP, "203.0.113.7");
        UUID claimed = response.ask(BLOCK_IP, "203.0.113.8");
        LedgerEntry claim = ledger.claim(claimed);
        assertThat(claim.state()).isEqualTo(ActionState.PROPOSED);

        withdraw();
        ledger.attendTo(claim);

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
        ledger.attend(tried);
        assertThat(response.state(tried)).isEqualTo(ActionState.PROPOSED);

        withdraw();

        assertThat(response.state(tried)).isEqualTo(ActionState.REFUSED);
    }

    @Test
    void whatMayHaveBeenSentIsLookedForAndNotSentAgain() {
        response.stopWorker();
        response.agreed.automatic(BLOCK_IP);
        response.product.mayBeCalledAgainUnseen();
        UUID done = sentWithoutAnAnswer("203.0.113.7", FakeProduct.Mood.TIMES_OUT_AFTER_DOING);
        UUID lost = sentWithoutAnAnswer("203.0.113.8", FakeProduct.Mood.TIMES_OUT_WITHOUT_DOING);
        int calls = response.product.calls.size();

        withdraw();

        assertThat(response.state(done)).isEqualTo(ActionState.UNKNOWN);
        assertThat(response.reason(done)).contains("Withdrawn", "An earlier attempt may have taken effect");
        assertThat(isWithdrawn(done)).isFalse();
        response.product.canBeAsked = true;
        ledger.attend(done);
        ledger.attend(lost);
        assertThat(response.state(done)).isEqualTo(ActionState.VERIFIED);
        assertThat(response.state(lost)).isEqualTo(ActionState.FAILED);
        assertThat(response.product.calls).hasSize(calls);
    }

    private UUID sentWithoutAnAnswer(String target, FakeProduct.Mood mood) {
        response.product.moods.add(mood);
        UUID action = response.ask(BLOCK_IP, target);
        ledger.attend(action);
        assertThat(response.state(action)).isEqualTo(ActionState.PROPOSED);
        return action;
    }

    @Test
    void whatIsUnderWayAtTheEndAndFailsIsNotSentAgain() {
        UUID underWay = underWay(response.asking(BLOCK_IP, "203.0.113.7"));

        response.incidentBecomes("resolved");
        withdraw();
        response.product.gate.countDown();

        response.awaitState(underWay, ActionState.REFUSED);
        assertThat(response.reason(underWay)).startsWith("The incident is over");
        assertThat(response.product.effects).isEmpty();
    }

    @Test
    void whatIsUnderWayAtTheEndAndAPersonAsksForThenIsSentAgain() {
        UUID underWay = underWay(response.asking(BLOCK_IP, "203.0.113.7"));
        response.incidentBecomes("resolved");
        withdraw();

        assertThat(response.asking(BLOCK_IP, "203.0.113.7").by("anna").ask()).isEqualTo(underWay);
        response.product.gate.countDown();

        response.awaitState(underWay, ActionState.VERIFIED);
        assertThat(response.acting(() -> response.bean(ActionViews.class).find(underWay, ResponseForTests.lead("lena")))
                        .orElseThrow()
                        .history())
                .anySatisfy(move -> {
                    assertThat(move.by()).isEqualTo("acme/anna");
                    assertThat(move.reason()).startsWith("Asked for after the incident's end");
                });
        assertThat(response.audited(underWay)).contains("action-asked-after-end");
    }

    /** Sent, and not answered before the gate opens: that the product is not available. */
    private UUID underWay(AskingForTests asking) {
        response.agreed.automatic(BLOCK_IP);
        response.product.gate = new CountDownLatch(1);
        response.product.moods.add(FakeProduct.Mood.UNAVAILABLE);
        return asking.await(ActionState.EXECUTING);
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
        UUID waiting = waitingForApproval();
        response.incidentBecomes("closed");

        assertThat(ledger.approve(waiting, lead("carl"))).isInstanceOf(Decision.Conflict.class);

        assertThat(response.state(waiting)).isEqualTo(ActionState.REFUSED);
    }

    @Test
    void onceTheIncidentIsOverAPersonMayAskAndAMachineMayNotUntilItIsOpenAgain() {
        response.agreed.automatic(BLOCK_IP);
        response.incidentBecomes("resolved");

        UUID byMachine = response.ask(BLOCK_IP, "203.0.113.7");
        UUID byPerson = response.asking(BLOCK_IP, "203.0.113.8").by("anna").ask();

        assertThat(response.state(byMachine)).isEqualTo(ActionState.REFUSED);
        assertThat(response.reason(byMachine)).startsWith("The incident is over");
        response.awaitState(byPerson, ActionState.VERIFIED);

        ledger.release(byPerson);

        response.incidentBecomes("open");
        UUID again = response.ask(BLOCK_IP, "203.0.113.7");
        assertThat(again).isNotEqualTo(byMachine);
        response.awaitState(again, ActionState.VERIFIED);
    }

    @Test
    void whatAPersonAskedForAfterTheEndIsWithdrawnByTheNext() {
        response.incidentBecomes("resolved");
        UUID underWay = underWay(response.asking(BLOCK_IP, "203.0.113.7").by("anna"));

        response.incidentBecomes("closed");
        withdraw();
        response.product.gate.countDown();

        response.awaitState(underWay, ActionState.REFUSED);
        assertThat(response.product.effects).isEmpty();
    }

    @Test
    void whatWaitsForApprovalHasAnEnd() {
        UUID waiting = waitingForApproval();

        ApprovalAsked asked = response.acting(
                () -> response.bean(Actions.class).approvalAsked(waiting).orElseThrow());

        assertThat(asked.until())
                .isBetween(
                        Instant.now().plus(Duration.ofHours(71)), Instant.now().plus(Duration.ofHours(73)));
    }

    private boolean isWithdrawn(UUID action) {
        return response.sql()
                .sql("select withdrawn from action where id = ?")
                .param(action)
                .query(Boolean.class)
                .single();
    }

    private UUID waitingForApproval() {
        response.agreed.approval(BLOCK_IP, 1, 0);
        return response.askAndAwait(BLOCK_IP, "203.0.113.7", ActionState.AWAITING_APPROVAL);
    }

    private void withdraw() {
        var unused = response.acting(() -> {
            response.bean(OpenActions.class)
                    .withdraw(ACME, response.incident, "Withdrawn: the incident was resolved", "acme/anna");
            return true;
        });
    }
}
