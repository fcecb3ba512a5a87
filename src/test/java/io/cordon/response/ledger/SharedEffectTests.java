package io.cordon.response.ledger;

import static io.cordon.response.ResponseForTests.lead;
import static io.cordon.response.Verb.DISABLE_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.response.ActionState;
import io.cordon.response.FakeProduct.Mood;
import io.cordon.response.ResponseForTests;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One account under three names: what several actions hold goes with the last of them. */
class SharedEffectTests {

    private static final List<String> NAMES = List.of("bob", "corp\\bob", "bob@corp.example");
    private static final String BOB = "account-1";

    @AutoClose
    private final ResponseForTests response = ResponseForTests.running().withProduct();

    private final LedgerForTests ledger = new LedgerForTests(response);

    @BeforeEach
    void bobMayBeDisabled() {
        response.agreed.automatic(DISABLE_ACCOUNT);
        response.agreed.account("bob", NAMES.toArray(String[]::new));
        NAMES.forEach(name -> response.product.ids.put(name, BOB));
    }

    @ParameterizedTest
    @CsvSource({"0,1,2", "0,2,1", "1,0,2", "1,2,0", "2,0,1", "2,1,0"})
    void theAccountStaysDisabledUntilTheLastActionOnItIsUndone(int first, int second, int last) {
        List<UUID> actions = NAMES.stream().map(this::disabled).toList();

        for (int undone : new int[] {first, second}) {
            ledger.release(actions.get(undone));
            assertThat(response.product.held).containsExactly(BOB);
            assertThat(response.reason(actions.get(undone))).contains("needs it");
        }
        assertThat(response.product.undone).isEmpty();

        ledger.release(actions.get(last));
        assertThat(response.product.held).isEmpty();
    }

    @Test
    void whatIsUndoneAllAtOnceIsUndoneOnce() {
        List<UUID> actions =
                NAMES.stream().map(name -> disabled(name, response.incident)).toList();

        response.acting(() -> response.bean(UndoingActions.class).undoAll(response.incident, lead("anna"), "over"));
        actions.forEach(action -> response.awaitState(action, ActionState.UNDONE));

        assertThat(response.product.held).isEmpty();
    }

    @Test
    void twoUndoingsOfTheAccountDoNotWaitForEachOther() {
        UUID older = disabled("bob", response.incident);
        UUID newer = disabled("corp\\bob", response.incident);
        response.stopWorker();
        ledger.beginUndoing(older);
        ledger.beginUndoing(newer);
        ledger.claim(newer);
        ledger.expireLease(newer);
        LedgerEntry secondTry = ledger.claim(newer);
        response.product.undoMoods.add(Mood.UNAVAILABLE);
        response.bean(TakingBack.class).undo(ledger.claim(older));
        assertThat(response.product.undone).containsExactly(BOB);
        response.bean(TakingBack.class).undo(secondTry);
        assertThat(response.reason(newer)).contains("Waits for another action");

        // Were the older, which is sent, to wait for the newer in its turn, both would wait.
        ledger.makeDue(older);
        response.bean(TakingBack.class).undo(ledger.claim(older));
        assertThat(response.state(older)).isEqualTo(ActionState.UNDONE);
        ledger.makeDue(newer);
        response.bean(TakingBack.class).undo(ledger.claim(newer));
        assertThat(response.state(newer)).isEqualTo(ActionState.UNDONE);
        assertThat(response.product.held).isEmpty();
    }

    @Test
    void oneActionAtATimeIsUnderWayAtTheAccount() {
        response.product.gate = new CountDownLatch(1);
        UUID first = response.askAndAwait(DISABLE_ACCOUNT, "bob", ActionState.EXECUTING);
        UUID second = response.askFor(response.addIncident(ResponseForTests.ACME), DISABLE_ACCOUNT, "corp\\bob");

        await().untilAsserted(() -> assertThat(response.reason(second)).contains("Waits for another action"));
        assertThat(response.state(second)).isEqualTo(ActionState.PROPOSED);
        response.product.gate.countDown();
        response.awaitState(first, ActionState.VERIFIED);
        response.awaitState(second, ActionState.VERIFIED);
    }

    @Test
    void aPlaybookDoesNotBringBackByAnotherNameWhatAPersonReleased() {
        UUID first = disabled("bob", response.incident);
        ledger.release(first);

        UUID second = response.askAndAwait(DISABLE_ACCOUNT, "corp\\bob", ActionState.REFUSED);
        assertThat(response.reason(second)).contains("released");
        assertThat(response.product.held).isEmpty();

        response.asking(DISABLE_ACCOUNT, "bob@corp.example").by("anna").await(ActionState.VERIFIED);
    }

    private UUID disabled(String name) {
        return disabled(name, response.addIncident(ResponseForTests.ACME));
    }

    private UUID disabled(String name, UUID incident) {
        return response.asking(DISABLE_ACCOUNT, name).in(incident).await(ActionState.VERIFIED);
    }
}
