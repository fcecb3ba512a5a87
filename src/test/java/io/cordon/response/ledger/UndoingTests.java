package io.cordon.response.ledger;

import static io.cordon.response.FakeProduct.Mood;
import static io.cordon.response.ResponseForTests.ACME;
import static io.cordon.response.ResponseForTests.lead;
import static io.cordon.response.Verb.BLOCK_IP;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.response.ActionState;
import io.cordon.response.Actions;
import io.cordon.response.ByHand;
import io.cordon.response.OpenActions;
import io.cordon.response.ResponseForTests;
import io.cordon.response.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UndoingTests {

    private static final String ATTACKER = "203.0.113.7";

    @AutoClose
    private final ResponseForTests response = ResponseForTests.running().withProduct();

    private final LedgerForTests ledger = new LedgerForTests(response);

    @BeforeEach
    void theMachineMayBlock() {
        response.agreed.automatic(BLOCK_IP);
    }

    @Test
    void whatIsUndoneIsGoneAtTheTarget() {
        UUID action = verified(ATTACKER);

        ledger.release(action);

        assertThat(response.product.held).isEmpty();
        assertThat(ledger.undo(action)).isInstanceOf(Decision.Conflict.class);
    }

    @Test
    void whatSomebodyElseHadDoneBeforeStays() {
        response.product.held.add(ATTACKER);
        UUID action = verified(ATTACKER);

        ledger.release(action);

        assertThat(response.product.held).containsExactly(ATTACKER);
    }

    @Test
    void anEffectThatAnotherIncidentNeedsStaysUntilTheLastIsUndone() {
        UUID first = verified(ATTACKER);
        UUID second = response.asking(BLOCK_IP, ATTACKER)
                .in(response.addIncident(ResponseForTests.ACME))
                .await(ActionState.VERIFIED);

        ledger.release(first);
        assertThat(response.product.held).containsExactly(ATTACKER);
        assertThat(response.reason(first)).contains(second.toString());

        ledger.release(second);
        assertThat(response.product.held).isEmpty();
    }

    @Test
    void anEffectExpiresByItself() {
        UUID action = response.asking(BLOCK_IP, ATTACKER)
                .expiring(Duration.ofSeconds(1))
                .await(ActionState.EXPIRED);

        assertThat(response.product.held).isEmpty();
        assertThat(response.audited(action)).endsWith("action-verified", "action-undoing", "action-expired");
    }

    @Test
    void whatNobodyApprovesInItsTimeLapses() {
        response.agreed.becomesApproval(BLOCK_IP);
        response.asking(BLOCK_IP, ATTACKER).expiring(Duration.ofSeconds(1)).await(ActionState.EXPIRED);

        assertThat(response.product.calls).isEmpty();
    }

    @Test
    void allOfAnIncidentIsUndoneNewestFirst() {
        List<UUID> actions = List.of(verified("203.0.113.1"), verified("203.0.113.2"), verified("203.0.113.3"));

        response.acting(() -> response.bean(UndoingActions.class).undoAll(response.incident, lead("anna"), "over"));
        actions.forEach(action -> response.awaitState(action, ActionState.UNDONE));

        assertThat(response.product.undone).containsExactly("203.0.113.3", "203.0.113.2", "203.0.113.1");
    }

    @Test
    void aLateContainAfterTheReleaseIsRefused() {
        UUID first = verified(ATTACKER);
        ledger.release(first);
        UUID second = response.asking(BLOCK_IP, ATTACKER).by("anna").await(ActionState.VERIFIED);
        ledger.release(second);
        int calls = response.product.calls.size();

        // As a worker would see it that had stood still since before the release.
        ledger.update(first, "state = 'PROPOSED', due_at = now()");
        response.awaitState(first, ActionState.REFUSED);

        assertThat(response.reason(first)).contains("generation 1 is history");
        assertThat(response.product.calls).hasSize(calls);
    }

    @Test
    void aPlaybookDoesNotBringBackWhatAPersonReleased() {
        UUID action = verified(ATTACKER);
        ledger.release(action);

        assertThat(response.ask(BLOCK_IP, ATTACKER)).isEqualTo(action);
        assertThat(response.state(action)).isEqualTo(ActionState.UNDONE);
    }

    @Test
    void anUndoingThatFailsSaysThatTheEffectStillHolds() {
        response.product.undoMoods.add(Mood.REFUSES);
        UUID action = verified(ATTACKER);

        ledger.beginUndoing(action);
        response.awaitState(action, ActionState.VERIFIED);
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(response.reason(action)).contains("Could not be undone"));
        assertThat(response.product.held).containsExactly(ATTACKER);

        ledger.release(action);
    }

    @Test
    void anUndoingThatFailsProvesNothing() {
        response.product.canBeAsked = false;
        response.product.moods.add(Mood.TIMES_OUT_WITHOUT_DOING);
        response.product.undoMoods.add(Mood.REFUSES);
        UUID action = response.askAndAwait(BLOCK_IP, ATTACKER, ActionState.UNKNOWN);

        ledger.beginUndoing(action);
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(response.reason(action)).contains("Undo it again"));

        assertThat(response.state(action)).isEqualTo(ActionState.UNKNOWN);
        assertThat(response.audited(action)).doesNotContain("action-verified");
    }

    @Test
    void anUndoingThatTimesOutIsLookedAfter() {
        response.product.undoMoods.add(Mood.TIMES_OUT_AFTER_DOING);
        UUID action = verified(ATTACKER);

        ledger.release(action);

        assertThat(response.product.undone).hasSize(1);
    }

    @Test
    void theKillSwitchStopsUndoingToo() {
        UUID action = verified(ATTACKER);
        response.agreed.killSwitch = "a test";

        assertThat(ledger.undo(action)).isInstanceOf(Decision.Conflict.class);
        assertThat(response.product.held).containsExactly(ATTACKER);
    }

    @Test
    void whatWasDoneByHandIsSoOnlyUntilItIsTakenBack() {
        UUID action = doneByHand();

        ledger.release(action);

        assertThat(standing(action)).isEqualTo(new Standing(ActionState.UNDONE, false));
        assertThat(history(action)).contains("acme/anna: Done by hand: Pulled the plug.");
        assertThat(response.audited(action))
                .containsSubsequence("action-done-by-hand", "action-undoing", "action-undone");
    }

    @Test
    void whatWasDoneByHandIsCordonsToTakeBackOnceItIsSeen() {
        UUID action = doneByHand();
        response.product.canBeAsked = true;
        response.product.held.add(ATTACKER);

        var looked = response.acting(() -> response.bean(UndoingActions.class).lookAgain(action));
        assertThat(looked).isInstanceOf(Decision.Done.class);
        response.awaitState(action, ActionState.VERIFIED);

        assertThat(standing(action)).isEqualTo(new Standing(ActionState.VERIFIED, false));
    }

    @Test
    void whatIsNotSeenWhereItWasAskedForIsDoneByHandAllTheSame() {
        UUID action = doneByHand();
        response.product.canBeAsked = true;

        var looked = response.acting(() -> response.bean(UndoingActions.class).lookAgain(action));
        assertThat(looked).isInstanceOf(Decision.Done.class);
        response.awaitState(action, ActionState.FAILED);

        assertThat(standing(action)).isEqualTo(new Standing(ActionState.FAILED, true));
    }

    /** Of unknown outcome, until a person says that they did it. */
    private UUID doneByHand() {
        response.product.canBeAsked = false;
        response.product.moods.add(Mood.TIMES_OUT_WITHOUT_DOING);
        UUID action = response.ask(BLOCK_IP, ATTACKER);
        response.awaitState(action, ActionState.UNKNOWN);
        Instant now = Instant.now();
        int done = response.acting(() -> response.bean(OpenActions.class)
                .doneByHand(
                        ACME, response.incident, now.plusSeconds(1), new ByHand("acme/anna", now, "Pulled the plug.")));
        assertThat(done).isEqualTo(1);
        assertThat(standing(action)).isEqualTo(new Standing(ActionState.UNKNOWN, true));
        return action;
    }

    private Standing standing(UUID action) {
        return Objects.requireNonNull(
                response.acting(() -> response.bean(Actions.class).standing(List.of(action)))
                        .get(action));
    }

    private List<String> history(UUID action) {
        return response.sql()
                .sql("select moved_by || ': ' || reason as line from action_history where action_id = ? order by seq")
                .param(action)
                .query((row, i) -> row.getString("line"))
                .list();
    }

    private UUID verified(String target) {
        return response.askAndAwait(BLOCK_IP, target, ActionState.VERIFIED);
    }
}
