package io.cordon.response.connector.outbound;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One limit of time for everything that a conversation does. The work runs on a thread of its own, because neither a
 * name's lookup nor a trickle of bytes ends at a socket's timeout.
 */
public final class Deadline {

    private final Duration total;
    private final long end;

    private Deadline(Duration total) {
        this.total = total;
        this.end = System.nanoTime() + total.toNanos();
    }

    /** The clock runs from now on. */
    public static Deadline in(Duration total) {
        return new Deadline(total);
    }

    public Duration total() {
        return total;
    }

    /** What is left, a millisecond at least; at most as long as this. */
    Duration left(Duration most) {
        Duration left = Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
        return left.compareTo(most) < 0 ? left : most;
    }

    /**
     * Works until the time is over.
     *
     * @param giveUp makes the work end, which then nobody waits for
     * @param late what counts where the time was not enough, or Cordon is stopping
     */
    public <T> T call(Supplier<T> work, Runnable giveUp, Supplier<T> late) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread.ofVirtual().name("outbound").start(task);
        try {
            return task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            giveUp.run();
        } catch (InterruptedException e) {
            giveUp.run();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected a call out to end in an answer", e.getCause());
        }
        task.cancel(true);
        return late.get();
    }
}
