package io.cordon.response.ledger;

import static io.cordon.response.ResponseForTests.ACME;
import static io.cordon.response.Verb.DISABLE_ACCOUNT;
import static io.cordon.response.Verb.ISOLATE_HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.response.ActionState;
import io.cordon.response.AskingForTests;
import io.cordon.response.FakeProduct;
import io.cordon.response.ResponseForTests;
import io.cordon.response.Verb;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people decided goes with the alerts: into what an incident was merged into, and into what was split off. */
class DecisionsOfOtherIncidentsTests {

    @AutoClose
    private final ResponseForTests response = ResponseForTests.running().withProduct();

    private final LedgerForTests ledger = new LedgerForTests(response);
    private final UUID other = response.addIncident(ACME);

    @BeforeEach
    void mayBeDone() {
        response.agreed.host("ws-042", List.of(), List.of());
        response.agreed.automatic(ISOLATE_HOST);
    }

    @Test
    void whatWasTakenBackDoesNotComeBackByMergingUntilAPersonAsks() {
        UUID released = released(ISOLATE_HOST, "ws-042");
        response.merge(response.incident, other);
        UUID last = response.addIncident(ACME);
        response.merge(other, last);

        assertThat(response.askFor(other, ISOLATE_HOST, "ws-042")).isEqualTo(released);
        assertThat(response.askFor(last, ISOLATE_HOST, "WS-042")).isEqualTo(released);

        assertThat(response.product.held).isEmpty();
        response.asking(ISOLATE_HOST, "ws-042").by("anna").await(ActionState.VERIFIED);
    }

    @Test
    void whatWasDeniedDoesNotComeBackBySplitting() {
        UUID denied = ledger.denied(ISOLATE_HOST, "ws-042");
        split(other, response.incident);

        assertThat(response.askFor(other, ISOLATE_HOST, "ws-042")).isEqualTo(denied);
    }

    @Test
    void whatWasDoneByHandIsDone() {
        response.agreed.revoke(ISOLATE_HOST);
        UUID refused = response.ask(ISOLATE_HOST, "ws-042");
        assertThat(ledger.doneByHand()).isEqualTo(1);
        response.merge(response.incident, other);

        assertThat(response.askFor(other, ISOLATE_HOST, "ws-042")).isEqualTo(refused);
    }

    @Test
    void whatWasTakenBackDoesNotComeBackByAnotherName() {
        bobHasTwoNames();
        released(DISABLE_ACCOUNT, "bob");
        split(other, response.incident);

        UUID again =
                response.asking(DISABLE_ACCOUNT, "bob@acme.example").in(other).await(ActionState.REFUSED);

        assertThat(response.reason(again)).contains("A person has released");
    }

    @Test
    void whatAnOlderServerTookBackDoesNotComeBackByAnotherName() {
        bobHasTwoNames();
        UUID released = released(DISABLE_ACCOUNT, "bob");
        ledger.writeAsAnOlderServer(released);

        response.askAndAwait(DISABLE_ACCOUNT, "bob@acme.example", ActionState.REFUSED);
    }

    @Test
    void whatIsDeniedAfterTheSplitIsDeniedInTheParentOnly() {
        split(other, response.incident);
        UUID denied = ledger.denied(ISOLATE_HOST, "ws-042");

        UUID asked = response.askFor(other, ISOLATE_HOST, "ws-042");

        assertThat(asked).isNotEqualTo(denied);
        response.awaitState(asked, ActionState.VERIFIED);
    }

    @Test
    void whatIsTakenBackAfterTheSplitIsTakenBackInTheParentOnly() {
        bobHasTwoNames();
        UUID held = response.askAndAwait(DISABLE_ACCOUNT, "bob", ActionState.VERIFIED);
        split(other, response.incident);
        ledger.release(held);

        response.asking(DISABLE_ACCOUNT, "bob@acme.example").in(other).await(ActionState.VERIFIED);
    }

    @Test
    void whatAPersonAsksForSinceGoesBeforeWhatWasDecided() {
        released(ISOLATE_HOST, "ws-042");
        split(other, response.incident);
        response.product.moods.add(FakeProduct.Mood.REFUSES);
        byAnnaInOther().await(ActionState.FAILED);

        response.asking(ISOLATE_HOST, "ws-042").in(other).await(ActionState.VERIFIED);
    }

    @Test
    void whatAPersonAsksForSinceGoesBeforeWhatWasDecidedAlsoIfNobodyApproves() {
        released(ISOLATE_HOST, "ws-042");
        split(other, response.incident);
        response.agreed.becomesApproval(ISOLATE_HOST);
        UUID byPerson = byAnnaInOther().await(ActionState.AWAITING_APPROVAL);
        ledger.makeDue(byPerson);
        response.awaitState(byPerson, ActionState.EXPIRED);
        response.agreed.becomesAutomatic(ISOLATE_HOST);

        response.asking(ISOLATE_HOST, "ws-042").in(other).await(ActionState.VERIFIED);
    }

    private AskingForTests byAnnaInOther() {
        return response.asking(ISOLATE_HOST, "ws-042").in(other).by("anna");
    }

    @Test
    void whatAPersonAsksForInTheParentAfterTheSplitIsForTheParentOnly() {
        UUID released = released(ISOLATE_HOST, "ws-042");
        split(other, response.incident);
        response.asking(ISOLATE_HOST, "ws-042").by("anna").await(ActionState.VERIFIED);

        assertThat(response.askFor(other, ISOLATE_HOST, "ws-042")).isEqualTo(released);
    }

    @Test
    void whatWasDecidedInAnUnrelatedIncidentHoldsThereOnly() {
        UUID released = released(ISOLATE_HOST, "ws-042");

        UUID asked = response.askFor(other, ISOLATE_HOST, "ws-042");

        assertThat(asked).isNotEqualTo(released);
        response.awaitState(asked, ActionState.VERIFIED);
    }

    private void bobHasTwoNames() {
        response.agreed.automatic(DISABLE_ACCOUNT);
        response.agreed.account("bob", "bob@acme.example");
        response.product.ids.put("bob", "account-7");
        response.product.ids.put("bob@acme.example", "account-7");
    }

    private UUID released(Verb verb, String target) {
        UUID action = response.askAndAwait(verb, target, ActionState.VERIFIED);
        ledger.release(action);
        return action;
    }

    private void split(UUID child, UUID parent) {
        response.sql()
                .sql("update incident set split_from = ?, detected_at = now() where id = ?")
                .params(parent, child)
                .update();
    }
}
