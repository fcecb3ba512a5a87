package io.cordon.response.connector.outbound;

import io.cordon.response.connector.Failure;

/** What came of a command at another machine. */
public sealed interface Ran {

    /** It ran to its end. */
    record Exit(int status, String output) implements Ran {}

    /**
     * It did not, or nobody knows: refused for a forbidden address, another host's key, a key that does not sign in; busy
     * where nobody listens.
     */
    record Not(Failure failure) implements Ran {}
}
