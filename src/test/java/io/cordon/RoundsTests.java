package io.cordon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTests {

    private static final Duration NEVER = Duration.ofDays(1);

    private final AtomicInteger gone = new AtomicInteger();

    @Test
    void goesAtTheStartAndWhenWoken() {
        Rounds rounds = new Rounds("test", NEVER, () -> rest(Rounds.Rest.UNTIL_WOKEN));
        rounds.start();
        await().until(() -> gone.get() == 1);

        rounds.wake();

        await().until(() -> gone.get() == 2);
        rounds.stop();
    }

    @Test
    void goesOnAfterAnError() {
        Rounds rounds = new Rounds("test", Duration.ofMillis(1), () -> {
            if (gone.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("a test");
            }
            return Rounds.Rest.UNTIL_WOKEN;
        });
        rounds.start();

        await().until(() -> gone.get() > 1);
        rounds.stop();
    }

    @Test
    void isNotWokenWhereItIsToRestButStops() {
        Rounds rounds = new Rounds("test", Duration.ZERO, () -> rest(Rounds.Rest.undisturbed(NEVER)));
        rounds.start();
        await().until(() -> gone.get() == 1);

        rounds.wake();
        rounds.stop();

        assertThat(gone).hasValue(1);
        assertThat(rounds.isGoing()).isFalse();
    }

    @Test
    void letsTheRoundUnderWayEnd() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        Rounds rounds = new Rounds("test", NEVER, () -> {
            begun.countDown();
            gate.await();
            return rest(Rounds.Rest.NONE);
        });
        rounds.start();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        Thread stopping = Thread.ofVirtual().start(rounds::stop);
        await().until(() -> !rounds.isGoing());
        gate.countDown();
        stopping.join();

        assertThat(gone).hasValue(1);
    }

    private Rounds.Rest rest(Rounds.Rest rest) {
        gone.incrementAndGet();
        return rest;
    }
}
