package io.cordon.response.ledger;

import static io.cordon.response.ResponseForTests.ACME;
import static io.cordon.response.Verb.BLOCK_IP;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.response.ActionState;
import io.cordon.response.ResponseForTests;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanningUndoTests {

    private static final String FIRST = "203.0.113.7";
    private static final String SECOND = "203.0.113.8";

    @AutoClose
    private final ResponseForTests response = ResponseForTests.running().withProduct();

    private final LedgerForTests ledger = new LedgerForTests(response);

    @BeforeEach
    void theMachineMayBlock() {
        response.agreed.automatic(BLOCK_IP);
    }

    @Test
    void theNewestGoesFirstAndNothingIsChangedByAsking() {
        UUID first = verified(FIRST);
        UUID second = verified(SECOND);

        UndoPlan plan = response.acting(
                () -> response.bean(PlanningUndo.class).ofIncident(entry(first).incidentId()));

        assertThat(plan.steps()).extracting(UndoPlan.Step::actionId).containsExactly(second, first);
        assertThat(plan.steps()).extracting(UndoPlan.Step::order).containsExactly(1, 2);
        assertThat(plan.steps()).allSatisfy(step -> {
            assertThat(step.undoing()).isEqualTo("unblock_ip");
            assertThat(step.preState()).isNotNull();
            assertThat(step.staysFor()).isNull();
            assertThat(step.words()).contains("it gets back what was there before");
        });
        assertThat(plan.kept()).isEmpty();
        assertThat(response.product.held).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(entry(first).state()).isEqualTo(ActionState.VERIFIED);
    }

    @Test
    void anEffectThatAnotherIncidentNeedsIsSaidToStay() {
        UUID first = verified(FIRST);
        UUID other =
                response.asking(BLOCK_IP, FIRST).in(response.addIncident(ACME)).await(ActionState.VERIFIED);

        UndoPlan plan = plan(first);

        assertThat(plan.steps()).extracting(UndoPlan.Step::staysFor).containsExactly(other);
        assertThat(plan.steps().getFirst().words()).contains("the effect stays");
    }

    @Test
    void whatCannotBeUndoneSaysWhy() {
        UUID action = verified(FIRST);
        ledger.release(action);

        UndoPlan plan = plan(action);

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.kept()).singleElement().satisfies(kept -> {
            assertThat(kept.state()).isEqualTo(ActionState.UNDONE);
            assertThat(kept.reason()).contains("there is nothing in effect to undo");
        });
    }

    private LedgerEntry entry(UUID action) {
        return response.acting(() -> response.bean(Ledger.class).find(action).orElseThrow());
    }

    private UndoPlan plan(UUID action) {
        return response.acting(
                () -> response.bean(PlanningUndo.class).ofAction(action).orElseThrow());
    }

    private UUID verified(String target) {
        return response.askAndAwait(BLOCK_IP, target, ActionState.VERIFIED);
    }
}
