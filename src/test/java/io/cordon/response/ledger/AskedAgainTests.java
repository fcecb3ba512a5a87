package io.cordon.response.ledger;

import static io.cordon.response.ResponseForTests.ACME;
import static io.cordon.response.ResponseForTests.person;
import static io.cordon.response.Verb.BLOCK_IP;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.response.ActionSettled;
import io.cordon.response.ActionState;
import io.cordon.response.Actions;
import io.cordon.response.FakeProduct.Mood;
import io.cordon.response.ResponseForTests;
import io.cordon.response.connector.Idempotency;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An action of which nobody knows is no dead end: asked for again, its target is looked at, and then it goes on. */
class AskedAgainTests {

    private static final String ATTACKER = "203.0.113.7";

    @AutoClose
    private final ResponseForTests response = ResponseForTests.withoutWorker().withProduct();

    private final LedgerForTests ledger = new LedgerForTests(response);
    private UUID action = new UUID(0, 0);

    /** The call has no answer, and then the product is away until the last attempt and the look behind it. */
    @BeforeEach
    void restsUnknown() {
        response.agreed.automatic(BLOCK_IP);
        response.product.mayBeCalledAgainUnseen();
        response.product.moods.add(Mood.TIMES_OUT_AFTER_DOING);
        action = asked(null);
        ledger.attend(action);
        response.product.goesAwayFor(2);
        ledger.attend(action);
        ledger.attend(action);
        ledger.attend(action);
        assertThat(response.state(action)).isEqualTo(ActionState.UNKNOWN);
        assertThat(ledger.isDue(action)).isEmpty();
        assertThat(response.product.calls).hasSize(1);
    }

    @Test
    void isSentAgainOnceItIsSeenNotToBeThere() {
        isGone();

        isLookedAtFor(asked(null));

        assertThat(response.state(action)).isEqualTo(ActionState.PROPOSED);
        ledger.attend(action);
        assertThat(response.state(action)).isEqualTo(ActionState.VERIFIED);
        assertThat(response.product.calls).hasSize(2);
    }

    @Test
    void isSentAgainForAPersonToo() {
        isGone();

        isLookedAtFor(asked("anna"));
        ledger.attend(action);

        assertThat(response.state(action)).isEqualTo(ActionState.VERIFIED);
    }

    @Test
    void isNotSentWhereItIsInEffect() {
        response.product.canBeAsked = true;

        isLookedAtFor(asked(null));

        assertThat(response.state(action)).isEqualTo(ActionState.VERIFIED);
        assertThat(response.product.calls).hasSize(1);
    }

    @Test
    void isSentAgainUnseenWhereThatIsHarmless() {
        isLookedAtFor(asked(null));

        assertThat(response.state(action)).isEqualTo(ActionState.PROPOSED);
        ledger.attend(action);
        assertThat(response.state(action)).isEqualTo(ActionState.VERIFIED);
        assertThat(response.product.effects).containsEntry(ATTACKER, 1);
    }

    @Test
    void isNeverSentAgainUnseenWhereThatCouldHaveASecondEffect() {
        response.product.idempotency = Idempotency.STATE_QUERY;

        isLookedAtFor(asked("anna"));

        assertThat(response.state(action)).isEqualTo(ActionState.UNKNOWN);
        assertThat(ledger.isDue(action)).isEmpty();
        assertThat(response.product.calls).hasSize(1);
        assertThat(response.reason(action))
                .contains("Look at the target yourself")
                .contains("by hand");
    }

    @Test
    void isSentAgainWhereTheProductTookItAndDidNothing() {
        isGone();
        ledger.update(action, "receipt = '{\"request\": \"r-2\"}'");

        isLookedAtFor(asked(null));
        ledger.attend(action);

        assertThat(response.state(action)).isEqualTo(ActionState.VERIFIED);
    }

    @Test
    void isLookedForUntilTheProductIsBack() {
        response.product.isThere = false;
        response.product.canBeAsked = true;

        isLookedAtFor(asked(null));

        assertThat(response.state(action)).isEqualTo(ActionState.EXECUTING);
        assertThat(response.reason(action)).startsWith("Asked for again.");
        response.product.isThere = true;
        ledger.attend(action);
        assertThat(response.state(action)).isEqualTo(ActionState.VERIFIED);
        assertThat(response.product.calls).hasSize(1);
    }

    @Test
    void isAskedForAnewWhereNoCallMayBeRepeated() {
        response.product.idempotency = Idempotency.NONE;
        isGone();
        isLookedAtFor(asked(null));
        assertThat(response.state(action)).isEqualTo(ActionState.FAILED);

        UUID anew = asked(null);

        assertThat(anew).isNotEqualTo(action);
        assertThat(response.state(anew)).isEqualTo(ActionState.AWAITING_APPROVAL);
    }

    @Test
    void passesTheGuardBeforeItIsSentAgain() {
        isGone();
        response.agreed.revoke(BLOCK_IP);

        isLookedAtFor(asked(null));
        ledger.attend(action);

        assertThat(response.state(action)).isEqualTo(ActionState.REFUSED);
        assertThat(response.product.calls).hasSize(1);
    }

    @Test
    void lastsAsLongAsWasAskedForAtFirstCountedFromNow() {
        ledger.update(action, "expires_seconds = 7200, expires_at = now() - interval '1 hour'");
        response.product.canBeAsked = true;

        isLookedAtFor(asked("anna", Duration.ofDays(365), null));

        assertThat(response.sql().sql("""
            select due_at = expires_at and expires_at between now() + interval '119 minutes'
                                                          and now() + interval '121 minutes'
            from action where id = ?
            """).param(action).query(Boolean.class).single())
                .isTrue();
    }

    @Test
    void tellsWhoWaitsForItOnceMore() {
        String waiter = "execution-1";
        asked(null, null, waiter);
        response.product.idempotency = Idempotency.STATE_QUERY;
        ledger.attend(action);
        tell();
        assertThat(response.heard.settled).hasSize(1);
        asked(null, null, waiter);
        response.product.canBeAsked = true;
        tell();
        assertThat(response.heard.settled).hasSize(1);

        ledger.attend(action);
        tell();

        assertThat(response.heard.settled)
                .extracting(ActionSettled::state)
                .containsExactly(ActionState.UNKNOWN, ActionState.VERIFIED);
    }

    /** Anybody who sends alerts would have every product asked once more with each of them. */
    @Test
    void isLeftAloneByAPlaybookThatContainsWhatJoins() {
        staysAsItIs(response.ask(BLOCK_IP, ATTACKER));
    }

    @Test
    void isNotAskedForByAPlaybookOnceAPersonHasDoneItByHandButByThatPersonItIs() {
        assertThat(ledger.doneByHand()).isEqualTo(1);

        staysAsItIs(asked(null));

        isLookedAtFor(asked("anna"));
        assertThat(ledger.entry(action).byHand()).isNull();
    }

    /** As a new action of theirs would. */
    @Test
    void liftsWhatWasDecidedBeforeWhereAPersonAsks() {
        UUID merged = response.addIncident(ACME);
        UUID denied = response.askFor(merged, BLOCK_IP, ATTACKER);
        ledger.update(denied, "state = 'REFUSED', denied = true, decided_at = now()");
        response.merge(merged, response.incident);
        staysAsItIs(asked(null));
        response.product.idempotency = Idempotency.NONE;
        isGone();
        isLookedAtFor(asked("anna"));
        assertThat(response.state(action)).isEqualTo(ActionState.FAILED);

        assertThat(asked(null)).isNotIn(action, denied);
    }

    @Test
    void isNotAskedForByAPlaybookWhereAPersonWantedItTakenBack() {
        response.product.undoMoods.add(Mood.REFUSES);
        ledger.beginUndoing(action);
        ledger.attend(action);
        assertThat(response.state(action)).isEqualTo(ActionState.UNKNOWN);

        staysAsItIs(asked(null));

        isLookedAtFor(asked("anna"));
    }

    @Test
    void isLookedAtByNobodyWhoBeganBefore() {
        response.product.canBeAsked = true;
        response.product.held.clear();
        ledger.makeDue(action);
        LedgerEntry claimed = ledger.claim(action);

        assertThat(asked(null)).isEqualTo(action);
        ledger.attendTo(claimed);

        assertThat(response.state(action)).isEqualTo(ActionState.EXECUTING);
    }

    @Test
    void restsOnWhereTheProductAnswersForAnotherTarget() {
        response.product.canBeAsked = true;
        response.product.answersFor = "another";
        ledger.makeDue(action);

        ledger.attend(action);

        assertThat(response.state(action)).isEqualTo(ActionState.UNKNOWN);
        assertThat(ledger.isDue(action)).isEmpty();
        assertThat(response.reason(action)).contains(ATTACKER).contains("answered for another");
    }

    @Test
    void isNotGoneWhereTheProductSaysThatAnotherTargetIs() {
        isGone();
        response.product.answersFor = "another";

        isLookedAtFor(asked(null));

        assertThat(response.state(action)).isEqualTo(ActionState.UNKNOWN);
        assertThat(response.reason(action)).contains("answered for another");
        assertThat(response.product.calls).hasSize(1);
    }

    @Test
    void keepsItsAttemptsWhileItIsWaitedFor() {
        isGone();
        isLookedAtFor(asked(null));
        response.product.moods.add(Mood.ACCEPTS_AND_DOES_NOT);
        ledger.attend(action);
        ledger.attend(action);
        ledger.attend(action);

        assertThat(response.state(action)).isEqualTo(ActionState.EXECUTING);
        assertThat(ledger.entry(action).attempts()).isEqualTo(1);
    }

    private void isGone() {
        response.product.canBeAsked = true;
        response.product.held.clear();
    }

    private void isLookedAtFor(UUID found) {
        assertThat(found).isEqualTo(action);
        assertThat(response.state(action)).isEqualTo(ActionState.EXECUTING);
        assertThat(ledger.isDue(action)).contains(true);
        ledger.attend(action);
    }

    private void staysAsItIs(UUID found) {
        assertThat(found).isEqualTo(action);
        assertThat(response.state(action)).isEqualTo(ActionState.UNKNOWN);
        assertThat(ledger.isDue(action)).isEmpty();
    }

    private UUID asked(@Nullable String person) {
        return asked(person, null, null);
    }

    /** Without a person it is a playbook that begins its containment again. */
    private UUID asked(@Nullable String person, @Nullable Duration expiresIn, @Nullable String waiter) {
        if (person == null) {
            response.acting(() -> {
                response.bean(Actions.class).lookAgain(ACME, response.incident, "a test", "playbook:test");
                return true;
            });
        }
        return response.asking(BLOCK_IP, ATTACKER)
                .by(person)
                .expiring(expiresIn)
                .waiting(waiter)
                .ask();
    }

    private void tell() {
        response.bean(Claims.class).dueWaiters(10).forEach(response.bean(Waiters.class)::tell);
    }
}
