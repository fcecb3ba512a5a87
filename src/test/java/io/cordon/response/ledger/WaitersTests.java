package io.cordon.response.ledger;

import static io.cordon.response.Verb.BLOCK_IP;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.response.ActionSettled;
import io.cordon.response.ActionState;
import io.cordon.response.FakeProduct.Mood;
import io.cordon.response.ResponseForTests;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;

class WaitersTests {

    private static final String WAITER = "execution-1";

    @AutoClose
    private final ResponseForTests response = ResponseForTests.withoutWorker().withProduct();

    private final LedgerForTests ledger = new LedgerForTests(response);

    @BeforeEach
    void theMachineMayBlock() {
        response.agreed.automatic(BLOCK_IP);
    }

    @Test
    void areToldOnceMoreWhereTheyBeginToWaitAgainWhileTheyAreTold() throws Exception {
        UUID action = ask(null, WAITER);
        response.product.canBeAsked = false;
        response.product.moods.add(Mood.TIMES_OUT_AFTER_DOING);
        ledger.attend(action);
        assertThat(response.state(action)).isEqualTo(ActionState.UNKNOWN);
        var slow = new SlowToHear();
        response.bean(ApplicationEventMulticaster.class).addApplicationListener(slow);
        CompletableFuture<Void> telling = CompletableFuture.runAsync(this::tell);
        assertThat(slow.hears.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(ask("anna", null)).isEqualTo(action);
        assertThat(ask(null, WAITER)).isEqualTo(action);
        slow.mayGoOn.countDown();
        telling.get(10, TimeUnit.SECONDS);
        tell();
        assertThat(response.heard.settled).as("it is not settled").hasSize(1);
        response.product.canBeAsked = true;
        ledger.attend(action);
        tell();

        assertThat(response.heard.settled)
                .extracting(ActionSettled::state)
                .containsExactly(ActionState.UNKNOWN, ActionState.VERIFIED);
    }

    /** As a playbook that waits for its incident's turn. */
    private static final class SlowToHear implements ApplicationListener<PayloadApplicationEvent<ActionSettled>> {
        private final CountDownLatch hears = new CountDownLatch(1);
        private final CountDownLatch mayGoOn = new CountDownLatch(1);

        @Override
        public void onApplicationEvent(PayloadApplicationEvent<ActionSettled> event) {
            hears.countDown();
            try {
                assertThat(mayGoOn.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private UUID ask(@Nullable String person, @Nullable String waiter) {
        return response.asking(BLOCK_IP, "203.0.113.7")
                .by(person)
                .waiting(waiter)
                .ask();
    }

    private void tell() {
        response.bean(Claims.class).dueWaiters(10).forEach(response.bean(Waiters.class)::tell);
    }
}
