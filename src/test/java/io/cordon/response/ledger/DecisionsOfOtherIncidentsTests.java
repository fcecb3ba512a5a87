package io.cordon.response.ledger;

import static io.cordon.response.ResponseForTests.ACME;
import static io.cordon.response.ResponseForTests.lead;
import static io.cordon.response.ResponseForTests.person;
import static io.cordon.response.Verb.DISABLE_ACCOUNT;
import static io.cordon.response.Verb.ISOLATE_HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.response.ActionState;
import io.cordon.response.ByHand;
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
        comesFrom("merged_into", response.incident, other);
        UUID last = response.addIncident(ACME);
        comesFrom("merged_into", other, last);

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
        comesFrom("split_from", other, response.incident);

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
        comesFrom("merged_into", response.incident, other);

        assertThat(response.askFor(other, ISOLATE_HOST, "ws-042")).isEqualTo(refused);
    }

    @Test
    void whatWasTakenBackDoesNotComeBackByAnotherName() {
        response.agreed.automatic(DISABLE_ACCOUNT);
        response.agreed.account("bob", "bob@acme.example");
        response.product.ids.put("bob", "account-7");
        response.product.ids.put("bob@acme.example", "account-7");
        released(DISABLE_ACCOUNT, "bob");
        comesFrom("split_from", other, response.incident);

        UUID again = response.askFor(other, DISABLE_ACCOUNT, "bob@acme.example");

        response.awaitState(again, ActionState.REFUSED);
        assertThat(response.reason(again)).contains("A person has released");
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
        var undone = response.acting(() -> response.bean(UndoingActions.class).undo(action, lead("anna"), "ours"));
        assertThat(undone).isInstanceOf(Decision.Done.class);
        response.awaitState(action, ActionState.UNDONE);
        return action;
    }

    private void comesFrom(String column, UUID of, UUID to) {
        response.sql()
                .sql("update incident set " + column + " = :to where id = :of")
                .param("to", to)
                .param("of", of)
                .update();
    }
}
