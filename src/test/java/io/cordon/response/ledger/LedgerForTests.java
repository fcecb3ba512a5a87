package io.cordon.response.ledger;

import static io.cordon.response.ResponseForTests.ACME;
import static io.cordon.response.ResponseForTests.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.response.ActionState;
import io.cordon.response.ByHand;
import io.cordon.response.OpenActions;
import io.cordon.response.ResponseForTests;
import io.cordon.response.Verb;
import io.cordon.tenancy.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The ledger's actions in the hands of a worker that does one thing at a time, and of people. */
final class LedgerForTests {

    private final ResponseForTests response;

    LedgerForTests(ResponseForTests response) {
        this.response = response;
    }

    LedgerEntry entry(UUID action) {
        return response.acting(() -> response.bean(Ledger.class).find(action)).orElseThrow();
    }

    /** A worker attends to it, whenever it was due. */
    void attend(UUID action) {
        makeDue(action);
        attendTo(claim(action));
    }

    void attendTo(LedgerEntry claimed) {
        response.bean(Attending.class).attend(claimed, () -> {});
    }

    LedgerEntry claim(UUID action) {
        return response.bean(Claims.class).claim(new Claims.Due(ACME, action)).orElseThrow();
    }

    void expireLease(UUID action) {
        update(action, "lease_until = now() - interval '1 second'");
    }

    void makeDue(UUID action) {
        update(action, "due_at = now()");
    }

    /** Whether a worker looks at it by now, or will later; empty where nobody looks at it again. */
    Optional<Boolean> isDue(UUID action) {
        return response.sql()
                .sql("select due_at <= now() from action where id = ?")
                .param(action)
                .query(Boolean.class)
                .optional();
    }

    /** A server of an older version that still runs beside this one says less about what was decided. */
    void writeAsAnOlderServer(UUID action) {
        update(action, "decided_at = null");
    }

    /** @param assignments as in SQL, of the test's own words only */
    void update(UUID action, String assignments) {
        response.sql()
                .sql("update action set " + assignments + " where id = ?")
                .param(action)
                .update();
    }

    Decision approve(UUID action, Caller caller) {
        return response.acting(() -> response.bean(DecidingActions.class).approve(action, caller, ""));
    }

    Decision deny(UUID action, Caller caller, String reason) {
        return response.acting(() -> response.bean(DecidingActions.class).deny(action, caller, reason));
    }

    /** What a person denied when it was asked for; since then a machine may do it on its own. */
    UUID denied(Verb verb, String target) {
        response.agreed.becomesApproval(verb);
        UUID action = response.ask(verb, target);
        assertThat(deny(action, lead("anna"), "it runs the plant")).isInstanceOf(Decision.Done.class);
        response.agreed.becomesAutomatic(verb);
        return action;
    }

    /** What was left undone in the first incident until now, anna has done by hand. */
    int doneByHand() {
        return doneByHand(Instant.now().plusSeconds(1), Instant.now());
    }

    int doneByHand(Instant until, Instant at) {
        return response.acting(
                () -> response.bean(OpenActions.class).doneByHand(ACME, response.incident, until, byAnna(at)));
    }

    static ByHand byAnna(Instant at) {
        return new ByHand("acme/anna", at, "Pulled the plug.");
    }

    Decision undo(UUID action) {
        return response.acting(() -> response.bean(UndoingActions.class).undo(action, lead("anna"), "ours"));
    }

    /** A person has it undone, which is not done yet. */
    void beginUndoing(UUID action) {
        assertThat(undo(action)).isInstanceOf(Decision.Done.class);
    }

    /** A person has it undone, and the worker does it. */
    void release(UUID action) {
        beginUndoing(action);
        response.awaitState(action, ActionState.UNDONE);
    }
}
