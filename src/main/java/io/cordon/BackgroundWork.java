package io.cordon;

import org.springframework.context.SmartLifecycle;

/**
 * Work that goes on beside requests, from the server's start to its stop. Parts start in the order of these phases,
 * then the web server opens its doors; they stop the other way round, so that what a request began is still carried
 * through. The parts of one phase stop at the same time, within {@code spring.lifecycle.timeout-per-shutdown-phase}.
 */
public interface BackgroundWork extends SmartLifecycle {

    /** Puts in place what the others find when they begin. */
    int PREPARES = 500;

    /** Takes work out of the database; what it does not get to is found there after the next start. */
    int WORKS_OFF = 1_000;

    /** Answers requests under way. NB: below the web server's phases, or its last requests would find nobody. */
    int ANSWERS = 2_000;

    @Override
    default void stop(Runnable stopped) {
        Thread.ofVirtual().start(() -> {
            try {
                stop();
            } finally {
                stopped.run();
            }
        });
    }
}
