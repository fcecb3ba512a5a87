package io.cordon.response.ledger;

import static io.cordon.response.Verb.BLOCK_IP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.response.ActionState;
import io.cordon.response.ResponseForTests;
import io.cordon.response.connector.Idempotency;
import io.cordon.response.connector.ResolvedTarget;
import io.cordon.response.guard.Guard;
import io.cordon.response.guard.Judgement;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A worker dies, or stands still so long that another takes over: the effect is there once. */
class CrashTests {

    private static final String ATTACKER = "203.0.113.7";

    @AutoClose
    private final ResponseForTests response = ResponseForTests.withoutWorker().withProduct();

    private final LedgerForTests ledger = new LedgerForTests(response);

    @BeforeEach
    void theMachineMayBlock() {
        response.agreed.automatic(BLOCK_IP);
    }

    @Test
    void aWorkerThatDiesAfterTheCallLeavesOneEffect() {
        UUID action = response.ask(BLOCK_IP, ATTACKER);
        startAndDie(action);
        response.product.execute(call(action));

        response.startWorker();
        response.awaitState(action, ActionState.VERIFIED);

        assertThat(response.product.calls).containsExactly(ATTACKER);
        assertThat(response.product.effects).containsEntry(ATTACKER, 1);
    }

    @Test
    void aWorkerThatDiesBeforeTheCallLosesNothing() {
        UUID action = response.ask(BLOCK_IP, ATTACKER);
        startAndDie(action);

        response.startWorker();
        response.awaitState(action, ActionState.VERIFIED);

        assertThat(response.product.calls).containsExactly(ATTACKER);
    }

    @Test
    void whatCannotBeRepeatedIsLeftToAPersonAfterACrash() {
        UUID action = response.ask(BLOCK_IP, ATTACKER);
        startAndDie(action);
        response.product.idempotency = Idempotency.NONE;
        response.product.canBeAsked = false;

        response.startWorker();
        response.awaitState(action, ActionState.UNKNOWN);

        assertThat(response.product.calls).isEmpty();
    }

    @Test
    void theKillSwitchHoldsForWhatIsSentAgainAfterACrash() {
        UUID action = response.ask(BLOCK_IP, ATTACKER);
        startAndDie(action);
        response.agreed.killSwitch = "a test";

        response.startWorker();
        response.awaitState(action, ActionState.REFUSED);

        assertThat(response.product.calls).isEmpty();
    }

    @Test
    void theOutcomeOfAWorkerThatWasOvertakenIsDiscarded() {
        UUID action = response.ask(BLOCK_IP, ATTACKER);
        LedgerEntry slow = ledger.claim(action);
        assertThat(response.bean(Claims.class).claim(new Claims.Due(ResponseForTests.ACME, action)))
                .isEmpty();
        ledger.expireLease(action);
        LedgerEntry other = ledger.claim(action);

        assertThat(response.bean(Claims.class).renew(slow)).isFalse();
        response.bean(CarryingOut.class).start(other);
        assertThat(response.state(action)).isEqualTo(ActionState.VERIFIED);
        assertThatThrownBy(() -> response.bean(CarryingOut.class).start(slow)).isInstanceOf(Moves.Outrun.class);

        assertThat(response.product.calls).containsExactly(ATTACKER);
    }

    @Test
    void whatTheKilledServerHadClaimedGoesOnAtTheNextStart() {
        UUID proposed = response.ask(BLOCK_IP, ATTACKER);
        LedgerEntry ofTheDead = ledger.claim(proposed);
        lease(proposed, ResponseForTests.DEAD.toString());
        UUID another = response.ask(BLOCK_IP, "203.0.113.8");
        ledger.claim(another);
        lease(another, "another-server");

        response.startWorker();
        response.awaitState(proposed, ActionState.VERIFIED);

        assertThat(response.state(another)).isEqualTo(ActionState.PROPOSED);
        assertThat(response.product.calls).containsExactly(ATTACKER);
        assertThatThrownBy(() -> response.bean(CarryingOut.class).start(ofTheDead))
                .isInstanceOf(Moves.Outrun.class);
    }

    @Test
    void aProductIsGivenTheTimeOfACallBeforeItIsAskedWhatBecameOfIt() {
        UUID action = response.ask(BLOCK_IP, ATTACKER);
        startAndDie(action);
        lease(action, ResponseForTests.DEAD.toString());
        long fence = fence(action);

        response.bean(Claims.class).giveBackFormer();

        assertThat(fence(action)).isGreaterThan(fence);
        assertThat(response.sql()
                        .sql("select lease_until - now() from action")
                        .query((row, i) -> row.getObject(1, org.postgresql.util.PGInterval.class))
                        .single()
                        .getSeconds())
                .isBetween(0.1, 0.4);
        response.startWorker();
        response.awaitState(action, ActionState.VERIFIED);
        assertThat(response.product.effects).containsEntry(ATTACKER, 1);
    }

    @Test
    void aLeaseIsRenewedWhileTheWorkGoesOn() {
        UUID action = response.ask(BLOCK_IP, ATTACKER);
        LedgerEntry claimed = ledger.claim(action);
        response.sql()
                .sql("update action set lease_until = now() + interval '1 second'")
                .update();

        assertThat(response.bean(Claims.class).renew(claimed)).isTrue();

        assertThat(response.sql()
                        .sql("select lease_until > now() + interval '1500 milliseconds' from action")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void dueWorkIsSharedBetweenOrganisations() {
        for (int i = 1; i <= 20; i++) {
            response.ask(BLOCK_IP, "203.0.113." + i);
        }
        response.sql()
                .sql("""
                    insert into action (organisation, id, incident_id, verb, target, target_key, connector, generation, idem_key,
                                        state, reason, requested_by, due_at)
                    values ('beta', gen_random_uuid(), :incident, 'block_ip', 'x', 'x', 'fw', 1, 'k', 'PROPOSED', 'r', 'p', now())
                    """)
                .param("incident", response.addIncident(ResponseForTests.BETA))
                .update();

        assertThat(response.bean(Claims.class).due(4))
                .extracting(due -> due.organisation().value())
                .contains("acme", "beta");
    }

    /** Everything up to the call, and then nothing more. */
    private void startAndDie(UUID action) {
        LedgerEntry claimed = ledger.claim(action);
        response.acting(() -> {
            LedgerEntry entry = response.bean(Ledger.class).lock(claimed).orElseThrow();
            var allowed = (Judgement.Allowed)
                    response.bean(Guard.class).decide(entry.asCase(), ResolvedTarget.itself(ATTACKER));
            response.bean(Moves.class)
                    .keepStart(
                            entry,
                            new LedgerEntry.Start(
                                    ResolvedTarget.itself(ATTACKER),
                                    new JsonMapper().createObjectNode().put("held", false),
                                    allowed.authority()));
            response.bean(Moves.class).move(entry, ActionState.EXECUTING, "a test", Moves.CORDON);
            return true;
        });
        ledger.expireLease(action);
    }

    private io.cordon.response.connector.Call<io.cordon.response.FakeProduct.Settings> call(UUID action) {
        return new io.cordon.response.connector.Call<>(
                new io.cordon.response.connector.Call.Frame<>(
                        ResponseForTests.ACME,
                        "fw",
                        new io.cordon.response.FakeProduct.Settings(
                                java.net.URI.create("https://product.example"),
                                new io.cordon.response.connector.Secret("x")),
                        java.time.Duration.ofSeconds(1)),
                action,
                response.incident,
                BLOCK_IP,
                ResolvedTarget.itself(ATTACKER),
                "key",
                new JsonMapper().createObjectNode(),
                null,
                "a test",
                null);
    }

    private long fence(UUID action) {
        return response.sql()
                .sql("select fence from action where id = :id")
                .param("id", action)
                .query(Long.class)
                .single();
    }

    private void lease(UUID action, String owner) {
        ledger.update(action, "lease_owner = '" + owner + "', lease_until = now() + interval '1 minute'");
    }
}
