package io.cordon.response.ledger;

import static io.cordon.response.FakeProduct.Mood;
import static io.cordon.response.Verb.BLOCK_IP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cordon.response.ActionSettled;
import io.cordon.response.ActionState;
import io.cordon.response.ResponseForTests;
import io.cordon.response.connector.Idempotency;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class CarryingOutTests {

    private static final String ATTACKER = "203.0.113.7";

    @AutoClose
    private final ResponseForTests response = ResponseForTests.running().withProduct();

    @BeforeEach
    void theMachineMayBlock() {
        response.agreed.automatic(BLOCK_IP);
    }

    @Test
    void anIntentBecomesAProvenEffectWithEveryMoveOnRecord() {
        UUID action = response.askAndAwait(BLOCK_IP, ATTACKER, ActionState.VERIFIED);

        assertThat(response.product.effects).containsExactly(java.util.Map.entry(ATTACKER, 1));
        assertThat(response.audited(action)).containsExactly("action-proposed", "action-executing", "action-verified");
        assertThat(response.heard.moves)
                .extracting(move -> move.to())
                .containsExactly(ActionState.PROPOSED, ActionState.EXECUTING, ActionState.VERIFIED);
        String authority = response.sql()
                .sql("select authority::text from action")
                .query(String.class)
                .single();
        assertThat(authority).contains("\"documentVersion\": 2").contains("\"mode\": \"automatic\"");
    }

    @Test
    void askingAgainFindsTheSameEntryInAnySpelling() {
        UUID first = response.ask(BLOCK_IP, ATTACKER);
        UUID second = response.ask(BLOCK_IP, " ::ffff:203.0.113.7 ");

        response.awaitState(first, ActionState.VERIFIED);

        assertThat(second).isEqualTo(first);
        assertThat(response.ask(BLOCK_IP, ATTACKER)).isEqualTo(first);
        assertThat(response.product.calls).hasSize(1);
    }

    @Test
    void anIntentBelongsToAnIncidentOfItsOrganisation() {
        for (UUID incident : List.of(UUID.randomUUID(), response.addIncident(ResponseForTests.BETA))) {
            assertThatThrownBy(() -> response.askFor(incident, BLOCK_IP, ATTACKER))
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("action_organisation_incident_id_fkey");
        }
        assertThat(response.sql()
                        .sql("select count(*) from action")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void everyEnabledConnectorThatServesTheVerbGetsIt() {
        List<UUID> ids = response.askAnyConnector(BLOCK_IP, ATTACKER);

        assertThat(ids).hasSize(2);
        ids.forEach(id -> response.awaitState(id, ActionState.VERIFIED));
        assertThat(response.sql()
                        .sql("select value from block_list_entry where organisation = 'acme'")
                        .query((row, i) -> row.getString("value"))
                        .list())
                .containsExactly(ATTACKER);
    }

    @Test
    void whoCannotGoOnKeepsNobodyElseWaiting() {
        response.heard.refusalsToHear.set(1);
        UUID action = response.acting(() -> {
            askWaiting("execution-1");
            return askWaiting("execution-2");
        });

        response.awaitState(action, ActionState.VERIFIED);

        await().atMost(Duration.ofSeconds(4))
                .untilAsserted(() -> assertThat(response.heard.settled)
                        .extracting(ActionSettled::waiter)
                        .containsExactly("execution-2"));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(response.heard.settled)
                        .extracting(ActionSettled::waiter)
                        .containsExactly("execution-2", "execution-1"));
    }

    private UUID askWaiting(String waiter) {
        return response.asking(BLOCK_IP, ATTACKER).waiting(waiter).ask();
    }

    @Test
    void whoWaitsIsToldAgainUntilTheyCanGoOn() {
        response.heard.refusalsToHear.set(1);
        UUID action = askWaiting("execution-1");

        await().atMost(java.time.Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(response.heard.settled).hasSize(1));

        assertThat(response.heard.settled.getFirst().waiter()).isEqualTo("execution-1");
        assertThat(response.heard.settled.getFirst().actionId()).isEqualTo(action);
        assertThat(response.heard.settled.getFirst().state()).isEqualTo(ActionState.VERIFIED);
    }

    @Test
    void aTemporaryFailureIsTriedAgain() {
        response.product.moods.add(Mood.UNAVAILABLE);
        response.askAndAwait(BLOCK_IP, ATTACKER, ActionState.VERIFIED);

        assertThat(response.product.calls).hasSize(2);
    }

    @Test
    void aFailureThatDoesNotEndEndsTheAction() {
        response.product.moods.addAll(List.of(Mood.UNAVAILABLE, Mood.UNAVAILABLE, Mood.UNAVAILABLE, Mood.WELL));
        UUID action = response.askAndAwait(BLOCK_IP, ATTACKER, ActionState.FAILED);

        assertThat(response.product.calls).hasSize(3);
        assertThat(response.reason(action)).contains("503").contains("3 attempts");
    }

    @Test
    void aPermanentFailureIsNotRepeated() {
        response.product.moods.add(Mood.REFUSES);
        UUID action = response.askAndAwait(BLOCK_IP, ATTACKER, ActionState.FAILED);

        assertThat(response.product.calls).hasSize(1);
        assertThat(response.reason(action)).contains("403");
    }

    @Test
    void aTimeoutAfterTheEffectIsFoundOutAndNotRepeated() {
        response.product.moods.add(Mood.TIMES_OUT_AFTER_DOING);
        response.askAndAwait(BLOCK_IP, ATTACKER, ActionState.VERIFIED);

        assertThat(response.product.calls).hasSize(1);
    }

    @Test
    void aTimeoutWithoutEffectIsSentAgainAfterLooking() {
        response.product.moods.add(Mood.TIMES_OUT_WITHOUT_DOING);
        response.askAndAwait(BLOCK_IP, ATTACKER, ActionState.VERIFIED);

        assertThat(response.product.calls).hasSize(2);
        assertThat(response.product.effects).containsEntry(ATTACKER, 1);
    }

    @Test
    void whatCannotBeFoundOutIsForAPerson() {
        response.product.canBeAsked = false;
        response.product.moods.add(Mood.TIMES_OUT_AFTER_DOING);
        UUID action = response.askAndAwait(BLOCK_IP, ATTACKER, ActionState.UNKNOWN);
        assertThat(response.product.calls).hasSize(1);

        response.product.canBeAsked = true;
        response.acting(() -> response.bean(UndoingActions.class).lookAgain(action));
        response.awaitState(action, ActionState.VERIFIED);
        assertThat(response.product.calls).hasSize(1);
    }

    @Test
    void acceptedIsNotDone() {
        response.product.moods.add(Mood.ACCEPTS_AND_DOES_NOT);
        UUID action = response.askAndAwait(BLOCK_IP, ATTACKER, ActionState.UNKNOWN);

        assertThat(response.product.calls).hasSize(1);
        assertThat(response.reason(action)).contains("No proof within");
        assertThat(response.heard.moves).noneMatch(move -> move.to() == ActionState.VERIFIED);
    }

    @Test
    void acceptedAndThenSeenIsDone() {
        response.product.moods.add(Mood.ACCEPTS_AND_DOES);
        response.askAndAwait(BLOCK_IP, ATTACKER, ActionState.VERIFIED);
    }

    @Test
    void anAnswerForAnotherTargetIsNoProof() {
        response.product.moods.add(Mood.ANSWERS_FOR_ANOTHER);
        UUID action = response.askAndAwait(BLOCK_IP, ATTACKER, ActionState.UNKNOWN);

        assertThat(response.reason(action)).contains(ATTACKER).contains("another");
    }

    @Test
    void whatAConnectorThrowsIsFoundOutAndShowsNoSecret() {
        response.product.moods.add(Mood.THROWS_AFTER_DOING);
        response.askAndAwait(BLOCK_IP, ATTACKER, ActionState.VERIFIED);

        assertThat(response.sql()
                        .sql("select string_agg(reason, ' ') from action_history")
                        .query(String.class)
                        .single())
                .doesNotContain("S3CR3T");
    }

    @Test
    void severalObjectsAtTheProductStopIt() {
        response.product.knows = List.of("203.0.113.7 (lab)", "203.0.113.7 (office)");
        UUID action = response.askAndAwait(BLOCK_IP, ATTACKER, ActionState.REFUSED);

        assertThat(response.reason(action))
                .contains("exactly one")
                .contains("lab")
                .contains("office");
        assertThat(response.product.calls).isEmpty();
    }

    @Test
    void whatCannotBeRepeatedNeverRunsUnattended() {
        response.product.idempotency = Idempotency.NONE;
        UUID action = response.ask(BLOCK_IP, ATTACKER);

        assertThat(response.state(action)).isEqualTo(ActionState.AWAITING_APPROVAL);
        assertThat(response.product.calls).isEmpty();
    }
}
