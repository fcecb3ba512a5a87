package io.cordon.intake;

/** Nothing could be made durable just now; the sender should try again. */
final class IntakeUnavailable extends RuntimeException {

    IntakeUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    IntakeUnavailable(String message) {
        super(message);
    }
}
