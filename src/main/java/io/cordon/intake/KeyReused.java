package io.cordon.intake;

/** An Idempotency-Key came again with another body. */
final class KeyReused extends RuntimeException {

    KeyReused(String key) {
        super("The Idempotency-Key '" + key + "' was used before with another body. Use a new key for a new request.");
    }
}
