package io.cordon.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cordon.api.Problem;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class HashingPasswordsTests {

    private final CountDownLatch busy = new CountDownLatch(2);
    private final CountDownLatch free = new CountDownLatch(1);
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void onlySoManyAreHashedAtOnceAndWhoWaitsTooLongIsToldToTryAgain() throws Exception {
        var hashing = new HashingPasswords(new SlowEncoder(), 2, Duration.ofMillis(50));
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = people.submit(() -> hashing.matches("a", "b"));
            var second = people.submit(() -> hashing.matches("a", "b"));
            busy.await();

            assertThatThrownBy(() -> hashing.matches("a", "b")).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.getStatusCode().value()).isEqualTo(503);
                assertThat(problem.getHeaders().getFirst("Retry-After")).isEqualTo("5");
            });

            free.countDown();
            assertThat(first.get()).isTrue();
            assertThat(second.get()).isTrue();
        }
        assertThat(hashing.matches("a", "b")).isTrue();
        assertThat(most).hasValue(2);
    }

    @Test
    void aStartWaitsForItsTurnAsLongAsItTakes() throws Exception {
        var hashing = new HashingPasswords(new SlowEncoder(), 2, Duration.ofMillis(50));
        var start = new FutureTask<>(() -> hashing.patiently().hash("a"));
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            people.execute(() -> hashing.matches("a", "b"));
            people.execute(() -> hashing.matches("a", "b"));
            busy.await();
            Thread starting = Thread.ofPlatform().start(start);
            await().until(() -> starting.getState() == Thread.State.TIMED_WAITING);

            // It came later, and its patience is at an end.
            assertThatThrownBy(() -> hashing.matches("a", "b")).isInstanceOf(Problem.class);

            free.countDown();
            assertThat(start.get()).isEqualTo("hash");
        }
    }

    /** Takes until it is told to go on. */
    private final class SlowEncoder implements PasswordEncoder {

        @Override
        public String encode(@Nullable CharSequence password) {
            return "hash";
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            busy.countDown();
            try {
                free.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                underWay.decrementAndGet();
            }
            return true;
        }
    }
}
