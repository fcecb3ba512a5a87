package io.cordon.notification;

import io.cordon.organisation.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an incident stands at the moment a message about it is written.
 *
 * @param organisation the client's name, as people say it
 * @param timeZone the client's: every time in the message is told in it
 * @param number what people say aloud
 * @param why one or two sentences: why triage takes it for what it is
 * @param affected what is acted against, such as hosts and accounts
 * @param attackers what acts against it, such as addresses
 * @param measures what was done to the outside, or was to be done, in order
 * @param deadlines what was promised by when
 * @param openedAgain who opened it again last, and why; null where nobody has
 */
public record Situation(
        String organisation,
        ZoneId timeZone,
        int number,
        String title,
        Severity severity,
        String category,
        String status,
        Instant occurredAt,
        Instant detectedAt,
        int alerts,
        String why,
        List<String> affected,
        List<String> attackers,
        List<Measure> measures,
        List<Deadline> deadlines,
        @Nullable String openedAgain) {

    /**
     * An action.
     *
     * @param what such as {@code Block address 203.0.113.7}
     * @param state such as {@code in force}, {@code waits for approval}, {@code refused}
     * @param detail where it holds and until when, or why it was refused; may be empty
     * @param standing the state as letters count it
     */
    public record Measure(String what, String state, String detail, Standing standing) {}

    /** What an action still asks of people, if anything. */
    public enum Standing {
        WAITS_FOR_APPROVAL,
        /** Being done, or being taken back. */
        UNDER_WAY,
        /** Sent, and nobody knows whether it took effect. */
        UNCERTAIN,
        /** Refused, failed, or not approved in time. */
        NOT_DONE,
        /** Not sent before the incident ended. */
        WITHDRAWN,
        /** In force, done by hand, taken back, or asked for again since. */
        SETTLED
    }

    /** A promise; {@code met} is null while it is open. */
    public record Deadline(
            String what, Instant by, @Nullable Instant met) {}
}
