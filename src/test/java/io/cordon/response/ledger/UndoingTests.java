package io.cordon.response.ledger;

import static io.cordon.response.FakeProduct.Mood;
import static io.cordon.response.ResponseForTests.lead;
import static io.cordon.response.Verb.BLOCK_IP;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.response.ActionState;
import io.cordon.response.ResponseForTests;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UndoingTests {

    private static final String ATTACKER = "203.0.113.7";

    private final ResponseForTests response = ResponseForTests.running().withProduct();

    @BeforeEach
    void theMachineMayBlock() {
        response.agreed.automatic(BLOCK_IP);
    }

    @AfterEach
    void close() {
        response.close();
    }

    @Test
    void whatIsUndoneIsGoneAtTheTarget() {
        UUID action = verified(ATTACKER);

        assertThat(undo(action)).isInstanceOf(Decision.Done.class);
        response.awaitState(action, ActionState.UNDONE);

        assertThat(response.product.held).isEmpty();
        assertThat(undo(action)).isInstanceOf(Decision.Conflict.class);
    }

    @Test
    void whatSomebodyElseHadDoneBeforeStays() {
        response.product.held.add(ATTACKER);
        UUID action = verified(ATTACKER);

        undo(action);
        response.awaitState(action, ActionState.UNDONE);

        assertThat(response.product.held).containsExactly(ATTACKER);
    }

    @Test
    void anEffectThatAnotherIncidentNeedsStaysUntilTheLastIsUndone() {
        UUID first = verified(ATTACKER);
        UUID second = response.askFor(response.addIncident(ResponseForTests.ACME), BLOCK_IP, ATTACKER);
        response.awaitState(second, ActionState.VERIFIED);

        undo(first);
        response.awaitState(first, ActionState.UNDONE);
        assertThat(response.product.held).containsExactly(ATTACKER);
        assertThat(response.reason(first)).contains(second.toString());

        undo(second);
        response.awaitState(second, ActionState.UNDONE);
        assertThat(response.product.held).isEmpty();
    }

    @Test
    void anEffectExpiresByItself() {
        UUID action = response.ask(BLOCK_IP, ATTACKER, null, Duration.ofSeconds(1));

        response.awaitState(action, ActionState.EXPIRED);

        assertThat(response.product.held).isEmpty();
        assertThat(response.audited(action)).endsWith("action-verified", "action-undoing", "action-expired");
    }

    @Test
    void whatNobodyApprovesInItsTimeLapses() {
        response.agreed.revoke(BLOCK_IP);
        response.agreed.approval(BLOCK_IP, 1, 0);
        UUID action = response.ask(BLOCK_IP, ATTACKER, null, Duration.ofSeconds(1));

        response.awaitState(action, ActionState.EXPIRED);

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
        undo(first);
        response.awaitState(first, ActionState.UNDONE);
        UUID second = response.ask(BLOCK_IP, ATTACKER, ResponseForTests.person("anna"), null);
        response.awaitState(second, ActionState.VERIFIED);
        undo(second);
        response.awaitState(second, ActionState.UNDONE);
        int calls = response.product.calls.size();

        // As a worker would see it that had stood still since before the release.
        response.sql()
                .sql("update action set state = 'PROPOSED', due_at = now() where id = :id")
                .param("id", first)
                .update();
        response.awaitState(first, ActionState.REFUSED);

        assertThat(response.reason(first)).contains("generation 1 is history");
        assertThat(response.product.calls).hasSize(calls);
    }

    @Test
    void aPlaybookDoesNotBringBackWhatAPersonReleased() {
        UUID action = verified(ATTACKER);
        undo(action);
        response.awaitState(action, ActionState.UNDONE);

        assertThat(response.ask(BLOCK_IP, ATTACKER)).isEqualTo(action);
        assertThat(response.state(action)).isEqualTo(ActionState.UNDONE);
    }

    @Test
    void anUndoingThatFailsSaysThatTheEffectStillHolds() {
        response.product.undoMoods.add(Mood.REFUSES);
        UUID action = verified(ATTACKER);

        undo(action);
        response.awaitState(action, ActionState.VERIFIED);
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(response.reason(action)).contains("Could not be undone"));
        assertThat(response.product.held).containsExactly(ATTACKER);

        undo(action);
        response.awaitState(action, ActionState.UNDONE);
    }

    @Test
    void anUndoingThatFailsProvesNothing() {
        response.product.canBeAsked = false;
        response.product.moods.add(Mood.TIMES_OUT_WITHOUT_DOING);
        response.product.undoMoods.add(Mood.REFUSES);
        UUID action = response.ask(BLOCK_IP, ATTACKER);
        response.awaitState(action, ActionState.UNKNOWN);

        undo(action);
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(response.reason(action)).contains("Undo it again"));

        assertThat(response.state(action)).isEqualTo(ActionState.UNKNOWN);
        assertThat(response.audited(action)).doesNotContain("action-verified");
    }

    @Test
    void anUndoingThatTimesOutIsLookedAfter() {
        response.product.undoMoods.add(Mood.TIMES_OUT_AFTER_DOING);
        UUID action = verified(ATTACKER);

        undo(action);
        response.awaitState(action, ActionState.UNDONE);

        assertThat(response.product.undone).hasSize(1);
    }

    @Test
    void theKillSwitchStopsUndoingToo() {
        UUID action = verified(ATTACKER);
        response.agreed.killSwitch = "a test";

        assertThat(undo(action)).isInstanceOf(Decision.Conflict.class);
        assertThat(response.product.held).containsExactly(ATTACKER);
    }

    private UUID verified(String target) {
        UUID action = response.ask(BLOCK_IP, target);
        response.awaitState(action, ActionState.VERIFIED);
        return action;
    }

    private Decision undo(UUID action) {
        return response.acting(() -> response.bean(UndoingActions.class).undo(action, lead("anna"), "a test"));
    }
}
