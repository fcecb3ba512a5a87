package io.cordon.access;

import io.cordon.api.Problem;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2, a few at once: each takes 16 MB and a processor, and anybody may ask for it. Who
 * waits too long for a turn is answered with 503.
 */
@Component
class HashingPasswords {

    private static final long MEMORY_FOR_ONE = 16L * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);

    private final PasswordEncoder encoder;
    private final Semaphore turns;
    private final Duration patience;
    private final String nobodysPassword;

    @Autowired
    HashingPasswords() {
        this(Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8(), atOnce(), PATIENCE);
    }

    HashingPasswords(PasswordEncoder encoder, int atOnce, Duration patience) {
        this(
                encoder,
                new Semaphore(atOnce, true),
                patience,
                String.valueOf(encoder.encode("nobody has this password")));
    }

    private HashingPasswords(PasswordEncoder encoder, Semaphore turns, Duration patience, String nobodysPassword) {
        this.encoder = encoder;
        this.turns = turns;
        this.patience = patience;
        this.nobodysPassword = nobodysPassword;
    }

    /** Takes turns with everybody else, but never gives up: for a start, which must not fail because many sign in. */
    HashingPasswords patiently() {
        return new HashingPasswords(encoder, turns, AS_LONG_AS_IT_TAKES, nobodysPassword);
    }

    /** At most an eighth of the memory, and one for each processor. */
    private static int atOnce() {
        Runtime machine = Runtime.getRuntime();
        return Math.clamp(machine.maxMemory() / 8 / MEMORY_FOR_ONE, 1, machine.availableProcessors());
    }

    /** What the password of somebody who has none is compared with, so that it takes as long. */
    String nobodysPassword() {
        return nobodysPassword;
    }

    boolean matches(String password, String hash) {
        return inTurn(() -> encoder.matches(password, hash));
    }

    String hash(String password) {
        return inTurn(() -> String.valueOf(encoder.encode(password)));
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw tooBusy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooBusy();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private Problem tooBusy() {
        return Problem.unavailable("Too many people sign in at this moment. Try again.", Duration.ofSeconds(5));
    }
}
