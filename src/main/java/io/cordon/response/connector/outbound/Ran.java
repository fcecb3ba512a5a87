package io.cordon.response.connector.outbound;

/** What came of a command at another machine. */
public sealed interface Ran {

    /** It ran to its end. */
    record Exit(int status, String output) implements Ran {}

    /** Permanent, and nothing ran: a forbidden address, another host's key, a key that does not sign in. */
    record Refused(String reason) implements Ran {}

    /** Temporary, and nothing ran: nobody listens. */
    record Busy(String reason) implements Ran {}

    /** It was sent, and nobody knows how it ended. */
    record Unclear(String reason) implements Ran {}
}
