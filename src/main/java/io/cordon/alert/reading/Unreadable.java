package io.cordon.alert.reading;

/** An item that cannot be read, and why; ends as a rejection in the answer, never as an error of ours. */
final class Unreadable extends Exception {

    Unreadable(String reason) {
        // NB: no stack trace. Whoever sends garbage all day must not make us fill in a stack for each piece.
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
