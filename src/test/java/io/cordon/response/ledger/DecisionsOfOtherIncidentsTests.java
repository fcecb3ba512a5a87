package io.cordon.response.ledger;

import static io.cordon.response.ResponseForTests.ACME;
import static io.cordon.response.ResponseForTests.lead;
import static io.cordon.response.ResponseForTests.person;
import static io.cordon.response.Verb.DISABLE_ACCOUNT;
import static io.cordon.response.Verb.ISOLATE_HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.response.ActionRequest;
import io.cordon.response.ActionState;
import io.cordon.response.ByHand;
import io.cordon.response.FakeProduct;
import io.cordon.response.OpenActions;
import io.cordon.response.ResponseForTests;
import io.cordon.response.Verb;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people decided goes with the alerts: into what an incident was merged into, and into what was split off. */
class DecisionsOfOtherIncidentsTests {

    private final ResponseForTests response = ResponseForTests.running().withProduct();
    private final UUID other = response.addIncident(ACME);

    @BeforeEach
    void mayBeDone() {
        response.agreed.host("ws-042", List.of(), List.of());
        response.agreed.automatic(ISOLATE_HOST);
    }

    @AfterEach
    void close() {
        response.close();
    }

    @Test
    void whatWasTakenBackDoesNotComeBackByMergingUntilAPersonAsks() {
        UUID released = released(ISOLATE_HOST, "ws-042");
        merge(response.incident, other);
        UUID last = response.addIncident(ACME);
        merge(other, last);

        assertThat(response.askFor(other, ISOLATE_HOST, "ws-042")).isEqualTo(released);
        assertThat(response.askFor(last, ISOLATE_HOST, "WS-042")).isEqualTo(released);

        assertThat(response.product.held).isEmpty();
        UUID byPerson = response.ask(ISOLATE_HOST, "ws-042", person("anna"), null);
        response.awaitState(byPerson, ActionState.VERIFIED);
    }

    @Test
    void whatWasDeniedDoesNotComeBackBySplitting() {
        response.agreed.revoke(ISOLATE_HOST);
        response.agreed.approval(ISOLATE_HOST, 1, 0);
        UUID denied = response.ask(ISOLATE_HOST, "ws-042");
        var unused = response.acting(
                () -> response.bean(DecidingActions.class).deny(denied, lead("anna"), "it runs the plant"));
        split(other, response.incident);

        assertThat(response.askFor(other, ISOLATE_HOST, "ws-042")).isEqualTo(denied);
    }

    @Test
    void whatWasDoneByHandIsDone() {
        response.agreed.revoke(ISOLATE_HOST);
        UUID refused = response.ask(ISOLATE_HOST, "ws-042");
        int done = response.acting(() -> response.bean(OpenActions.class)
                .doneByHand(
                        ACME,
                        response.incident,
                        Instant.now().plusSeconds(1),
                        new ByHand("acme/anna", Instant.now(), "Pulled the plug.")));
        assertThat(done).isEqualTo(1);
        merge(response.incident, other);

        assertThat(response.askFor(other, ISOLATE_HOST, "ws-042")).isEqualTo(refused);
    }

    @Test
    void whatWasTakenBackDoesNotComeBackByAnotherName() {
        response.agreed.automatic(DISABLE_ACCOUNT);
        response.agreed.account("bob", "bob@acme.example");
        response.product.ids.put("bob", "account-7");
        response.product.ids.put("bob@acme.example", "account-7");
        released(DISABLE_ACCOUNT, "bob");
        split(other, response.incident);

        UUID again = response.askFor(other, DISABLE_ACCOUNT, "bob@acme.example");

        response.awaitState(again, ActionState.REFUSED);
        assertThat(response.reason(again)).contains("A person has released");
    }

    /** A server of an older version that still runs beside this one says less about it. */
    @Test
    void whatAnOlderServerTookBackDoesNotComeBackByAnotherName() {
        response.agreed.automatic(DISABLE_ACCOUNT);
        response.agreed.account("bob", "bob@acme.example");
        response.product.ids.put("bob", "account-7");
        response.product.ids.put("bob@acme.example", "account-7");
        UUID released = released(DISABLE_ACCOUNT, "bob");
        response.sql()
                .sql("update action set decided_at = null where id = ?")
                .param(released)
                .update();

        UUID again = response.ask(DISABLE_ACCOUNT, "bob@acme.example");

        response.awaitState(again, ActionState.REFUSED);
    }

    @Test
    void whatIsDeniedAfterTheSplitIsDeniedInTheParentOnly() {
        split(other, response.incident);
        response.agreed.revoke(ISOLATE_HOST);
        response.agreed.approval(ISOLATE_HOST, 1, 0);
        UUID denied = response.ask(ISOLATE_HOST, "ws-042");
        var unused = response.acting(
                () -> response.bean(DecidingActions.class).deny(denied, lead("anna"), "it runs the plant"));
        response.agreed.revoke(ISOLATE_HOST);
        response.agreed.automatic(ISOLATE_HOST);

        UUID asked = response.askFor(other, ISOLATE_HOST, "ws-042");

        assertThat(asked).isNotEqualTo(denied);
        response.awaitState(asked, ActionState.VERIFIED);
    }

    @Test
    void whatIsTakenBackAfterTheSplitIsTakenBackInTheParentOnly() {
        response.agreed.automatic(DISABLE_ACCOUNT);
        response.agreed.account("bob", "bob@acme.example");
        response.product.ids.put("bob", "account-7");
        response.product.ids.put("bob@acme.example", "account-7");
        UUID held = response.ask(DISABLE_ACCOUNT, "bob");
        response.awaitState(held, ActionState.VERIFIED);
        split(other, response.incident);
        release(held);

        UUID asked = response.askFor(other, DISABLE_ACCOUNT, "bob@acme.example");

        response.awaitState(asked, ActionState.VERIFIED);
    }

    @Test
    void whatAPersonAsksForSinceGoesBeforeWhatWasDecided() {
        released(ISOLATE_HOST, "ws-042");
        split(other, response.incident);
        response.product.moods.add(FakeProduct.Mood.REFUSES);
        response.awaitState(byAnnaInOther(), ActionState.FAILED);

        UUID again = response.askFor(other, ISOLATE_HOST, "ws-042");

        response.awaitState(again, ActionState.VERIFIED);
    }

    @Test
    void whatAPersonAsksForSinceGoesBeforeWhatWasDecidedAlsoIfNobodyApproves() {
        released(ISOLATE_HOST, "ws-042");
        split(other, response.incident);
        response.agreed.revoke(ISOLATE_HOST);
        response.agreed.approval(ISOLATE_HOST, 1, 0);
        UUID byPerson = byAnnaInOther();
        response.awaitState(byPerson, ActionState.AWAITING_APPROVAL);
        response.sql()
                .sql("update action set due_at = now() where id = ?")
                .param(byPerson)
                .update();
        response.awaitState(byPerson, ActionState.EXPIRED);
        response.agreed.revoke(ISOLATE_HOST);
        response.agreed.automatic(ISOLATE_HOST);

        response.awaitState(response.askFor(other, ISOLATE_HOST, "ws-042"), ActionState.VERIFIED);
    }

    private UUID byAnnaInOther() {
        return response.ask(new ActionRequest(
                ACME, other, ISOLATE_HOST, "ws-042", "fw", "a test", "acme/anna", person("anna"), null, null));
    }

    @Test
    void whatAPersonAsksForInTheParentAfterTheSplitIsForTheParentOnly() {
        UUID released = released(ISOLATE_HOST, "ws-042");
        split(other, response.incident);
        UUID byPerson = response.ask(ISOLATE_HOST, "ws-042", person("anna"), null);
        response.awaitState(byPerson, ActionState.VERIFIED);

        assertThat(response.askFor(other, ISOLATE_HOST, "ws-042")).isEqualTo(released);
    }

    @Test
    void whatWasDecidedInAnUnrelatedIncidentHoldsThereOnly() {
        UUID released = released(ISOLATE_HOST, "ws-042");

        UUID asked = response.askFor(other, ISOLATE_HOST, "ws-042");

        assertThat(asked).isNotEqualTo(released);
        response.awaitState(asked, ActionState.VERIFIED);
    }

    private UUID released(Verb verb, String target) {
        UUID action = response.ask(verb, target);
        response.awaitState(action, ActionState.VERIFIED);
        release(action);
        return action;
    }

    private void release(UUID action) {
        var undone = response.acting(() -> response.bean(UndoingActions.class).undo(action, lead("anna"), "ours"));
        assertThat(undone).isInstanceOf(Decision.Done.class);
        response.awaitState(action, ActionState.UNDONE);
    }

    private void merge(UUID incident, UUID into) {
        response.sql()
                .sql("update incident set merged_into = ? where id = ?")
                .params(into, incident)
                .update();
    }

    private void split(UUID child, UUID parent) {
        response.sql()
                .sql("update incident set split_from = ?, detected_at = now() where id = ?")
                .params(parent, child)
                .update();
    }
}
