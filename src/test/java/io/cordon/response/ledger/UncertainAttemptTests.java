package io.cordon.response.ledger;

import static io.cordon.response.Verb.BLOCK_IP;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.response.ActionState;
import io.cordon.response.FakeProduct.Mood;
import io.cordon.response.ResponseForTests;
import io.cordon.response.connector.Resolution;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may have taken effect is looked for at the target, however it ends: nothing holds unseen. */
class UncertainAttemptTests {

    @AutoClose
    private final ResponseForTests response = ResponseForTests.withoutWorker().withProduct();

    private final LedgerForTests ledger = new LedgerForTests(response);
    private UUID action = new UUID(0, 0);

    @BeforeEach
    void isSentWithoutAnAnswer() {
        response.agreed.automatic(BLOCK_IP);
        response.product.mayBeCalledAgainUnseen();
        response.product.moods.add(Mood.TIMES_OUT_AFTER_DOING);
        action = response.ask(BLOCK_IP, "203.0.113.7");
        ledger.attend(action);
        assertThat(response.state(action)).isEqualTo(ActionState.PROPOSED);
    }

    @Test
    void whereNobodyApprovesIt() {
        response.agreed.becomesApproval(BLOCK_IP);
        ledger.attend(action);
        assertThat(response.state(action)).isEqualTo(ActionState.AWAITING_APPROVAL);

        ledger.attend(action);

        isLookedFor("Nobody approved it in time. An earlier attempt may have taken effect.");
    }

    @Test
    void whereTheProductIsOutUntilTheLastAttempt() {
        response.product.goesAwayFor(2);
        ledger.attend(action);
        ledger.attend(action);

        isLookedFor("Expected 200, but got 503 (after 3 attempts). An earlier attempt may have taken effect.");
    }

    @Test
    void whereItsTargetCannotBeLookedUpAnyMore() {
        response.product.resolutions.add(new Resolution.Failed("Expected 200, but got 401"));
        ledger.attend(action);

        isLookedFor("Expected 200, but got 401. An earlier attempt may have taken effect.");
    }

    @Test
    void whereItIsSentAgainAndTheProductWillNot() {
        response.product.moods.add(Mood.REFUSES);
        ledger.attend(action);

        isLookedFor("Expected 200, but got 403. An earlier attempt may have taken effect.");
    }

    @Test
    void whereTheLastAttemptHasNoAnswerEither() {
        response.product.moods.add(Mood.TIMES_OUT_AFTER_DOING);
        response.product.moods.add(Mood.TIMES_OUT_AFTER_DOING);
        ledger.attend(action);
        ledger.attend(action);

        assertThat(response.state(action)).isEqualTo(ActionState.UNKNOWN);
    }

    @Test
    void andHasFailedOnceItIsSeenNotToBeThere() {
        response.product.resolutions.add(new Resolution.Failed("Expected 200, but got 401"));
        ledger.attend(action);
        response.product.held.clear();
        response.product.canBeAsked = true;

        ledger.attend(action);

        assertThat(response.state(action)).isEqualTo(ActionState.FAILED);
    }

    private void isLookedFor(String reason) {
        assertThat(response.state(action)).isEqualTo(ActionState.UNKNOWN);
        assertThat(response.reason(action)).isEqualTo(reason);
        assertThat(ledger.isDue(action)).contains(true);
        response.product.canBeAsked = true;

        ledger.attend(action);

        assertThat(response.state(action)).isEqualTo(ActionState.VERIFIED);
    }
}
