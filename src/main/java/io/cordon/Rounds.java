package io.cordon;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that goes round again and again: at once when woken, and at the latest after a pause. */
public final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration LAST_ROUND_TAKES = Duration.ofSeconds(20);

    /** One round of work. */
    public interface Round {

        /** Does what is due, and tells when to come again. What it throws is logged, and the next round comes. */
        Rest go() throws InterruptedException;
    }

    /**
     * What is between two rounds.
     *
     * @param undisturbed how long nobody can wake it; who tried is heard after this
     * @param untilWoken whether it then waits to be woken, or for the pause
     */
    public record Rest(Duration undisturbed, boolean untilWoken) {

        /** There may be more to do. */
        public static final Rest NONE = new Rest(Duration.ZERO, false);

        public static final Rest UNTIL_WOKEN = new Rest(Duration.ZERO, true);

        /** What the work needs is away, and gets some time to come back. */
        public static Rest undisturbed(Duration least) {
            return new Rest(least, true);
        }
    }

    private final String name;
    private final Duration pause;
    private final Round round;
    private final Semaphore wakeups = new Semaphore(0);
    private volatile @Nullable Life life;

    public Rounds(String name, Duration pause, Round round) {
        this.name = name;
        this.pause = pause;
        this.round = round;
    }

    public synchronized void start() {
        Life begun = new Life();
        life = begun;
        begun.thread.start();
    }

    public void wake() {
        wakeups.release();
    }

    public boolean isGoing() {
        return life != null;
    }

    /** Lets the round under way end, for 20 seconds at most. */
    public synchronized void stop() {
        Life ending = life;
        life = null;
        if (ending != null) {
            ending.end();
        }
    }

    /** From one start to its stop. */
    private final class Life {

        private final CountDownLatch over = new CountDownLatch(1);
        private final Thread thread = Thread.ofVirtual().name(name).unstarted(this::goRound);

        void goRound() {
            try {
                while (over.getCount() > 0) {
                    rest(attempt());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private Rest attempt() throws InterruptedException {
            try {
                return round.go();
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                // An Error too: were the thread to end, nothing would be done any more and nobody would know.
                LOG.warn("Expected a round of {} to do what is due; trying again", name, e);
                // Whoever woke it would have it fail again at once.
                wakeups.drainPermits();
                return Rest.UNTIL_WOKEN;
            }
        }

        private void rest(Rest rest) throws InterruptedException {
            if (over.await(rest.undisturbed().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            if (rest.untilWoken() && wakeups.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeups.drainPermits();
            }
        }

        void end() {
            over.countDown();
            // NB: woken, not interrupted: an interrupt would close the database connection under its hands, or cut the
            // one to the mail server in the middle of a message.
            wake();
            try {
                if (!thread.join(LAST_ROUND_TAKES)) {
                    thread.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
