package io.cordon.response.ledger;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that goes round again and again: at once when woken, and at the latest after a pause. */
final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    /** One round of work. */
    interface Round {

        /** Does what is due, and tells whether there may be more to do at once. */
        boolean go() throws InterruptedException;
    }

    private final String name;
    private final Duration pause;
    private final Round round;
    private final Semaphore wakeups = new Semaphore(0);
    private volatile @Nullable Thread thread;

    Rounds(String name, Duration pause, Round round) {
        this.name = name;
        this.pause = pause;
        this.round = round;
    }

    synchronized void start() {
        Thread going = Thread.ofVirtual().name(name).unstarted(this::goRound);
        // NB: set before it starts, as it runs only while it is the one that is set.
        thread = going;
        going.start();
    }

    void wake() {
        wakeups.release();
    }

    boolean isGoing() {
        return thread != null;
    }

    /** Lets the round under way end. */
    synchronized void stop() {
        Thread going = thread;
        thread = null;
        // NB: woken, not interrupted: an interrupt would close the database connection under its hands.
        wake();
        try {
            if (going != null) {
                going.join(Duration.ofSeconds(20));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void goRound() {
        while (Thread.currentThread().equals(thread)) {
            try {
                boolean more = attempt();
                if (!more && wakeups.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    wakeups.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean attempt() throws InterruptedException {
        try {
            return round.go();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            // An Error too: were the thread to end, nothing would be contained any more and nobody would know.
            LOG.warn("Expected a round of {} to do what is due; trying again", name, e);
            // Whoever woke it would have it fail again at once.
            wakeups.drainPermits();
            return false;
        }
    }
}
