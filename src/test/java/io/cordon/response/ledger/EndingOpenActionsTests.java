package io.cordon.response.ledger;

import static io.cordon.response.ResponseForTests.ACME;
import static io.cordon.response.ResponseForTests.lead;
import static io.cordon.response.ResponseForTests.person;
import static io.cordon.response.Verb.BLOCK_IP;
import static io.cordon.response.Verb.ISOLATE_HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.response.ActionState;
import io.cordon.response.Actions;
import io.cordon.response.ApprovalAsked;
import io.cordon.response.FakeProduct;
import io.cordon.response.OpenActions;
import io.cordon.response.ResponseForTests;
import io.cordon.response.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        response.agreed.approval(ISOLATE_HOST, 1, 0);
        UUID denied = response.askAnyConnector(ISOLATE_HOST, "ws-042").getFirst();
        var unused = response.acting(
                () -> response.bean(DecidingActions.class).deny(denied, lead("anna"), "it runs the plant"));
        response.agreed.revoke(ISOLATE_HOST);
        response.agreed.automatic(ISOLATE_HOST);
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
    void whatWasDoneByHandIsNotAskedForOnceThereIsAConnector() {
        try (ResponseForTests bare = ResponseForTests.running()) {
            bare.agreed.host("ws-042", List.of(), List.of());
            bare.agreed.automatic(ISOLATE_HOST);
            UUID refused = bare.askAnyConnector(ISOLATE_HOST, "ws-042").getFirst();
            assertThat(bare.state(refused)).isEqualTo(ActionState.REFUSED);
            int done = bare.acting(() -> bare.bean(OpenActions.class)
                    .doneByHand(ACME, bare.incident, Instant.now().plusSeconds(1), "acme/anna", "Pulled the plug."));
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
    void whatMayHaveBeenSentIsNotWithdrawn() {
        response.stopWorker();
        response.agreed.automatic(BLOCK_IP);
        response.product.moods.add(FakeProduct.Mood.UNAVAILABLE);
        UUID sent = response.ask(BLOCK_IP, "203.0.113.7");
        response.bean(Attending.class)
                .attend(
                        response.bean(Claims.class)
                                .claim(new Claims.Due(ACME, sent))
                                .orElseThrow(),
                        () -> {});
        assertThat(response.state(sent)).isEqualTo(ActionState.PROPOSED);

        withdraw();

        assertThat(response.state(sent)).isEqualTo(ActionState.PROPOSED);
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
        return doneByHand(Instant.now().plusSeconds(1));
    }

    private int doneByHand(Instant before) {
        return response.acting(() -> response.bean(OpenActions.class)
                .doneByHand(ACME, response.incident, before, "acme/anna", "Pulled the plug."));
    }
}
