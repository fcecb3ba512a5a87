package io.cordon.response.ledger;

import static io.cordon.response.ResponseForTests.ACME;
import static io.cordon.response.ResponseForTests.lead;
import static io.cordon.response.Verb.BLOCK_IP;
import static io.cordon.response.Verb.ISOLATE_HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.response.ActionState;
import io.cordon.response.Actions;
import io.cordon.response.ApprovalAsked;
import io.cordon.response.OpenActions;
import io.cordon.response.ResponseForTests;
import io.cordon.response.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
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
    void whatAPersonDeniedOrThatHoldsOrCameLaterIsNotDoneByHand() {
        response.agreed.approval(BLOCK_IP, 1, 0);
        UUID denied = response.ask(BLOCK_IP, "203.0.113.7");
        var unused =
                response.acting(() -> response.bean(DecidingActions.class).deny(denied, lead("anna"), "it is ours"));
        response.agreed.revoke(BLOCK_IP);
        response.agreed.automatic(BLOCK_IP);
        UUID holds = response.ask(BLOCK_IP, "203.0.113.8");
        response.awaitState(holds, ActionState.VERIFIED);
        Instant before = Instant.now();
        UUID later = response.ask(ISOLATE_HOST, "ws-042");
        assertThat(response.state(later)).isEqualTo(ActionState.REFUSED);

        assertThat(doneByHand(before)).isZero();
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

        var unused = response.acting(() -> {
            response.bean(OpenActions.class)
                    .withdraw(ACME, response.incident, "Withdrawn: the incident was resolved", "acme/anna");
            return true;
        });

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

    private int doneByHand() {
        return doneByHand(Instant.now().plusSeconds(1));
    }

    private int doneByHand(Instant before) {
        return response.acting(() -> response.bean(OpenActions.class)
                .doneByHand(ACME, response.incident, before, "acme/anna", "Pulled the plug."));
    }
}
