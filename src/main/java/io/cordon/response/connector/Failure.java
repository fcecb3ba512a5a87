package io.cordon.response.connector;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a product did not do as asked, and what that means to whoever asked. The reasons name no value that it sent. */
public sealed interface Failure {

    String reason();

    /** Permanent, and nothing was changed. */
    record Refused(String reason) implements Failure {}

    /** Temporary, and nothing was changed. */
    record Busy(String reason, @Nullable Duration retryAfter) implements Failure {}

    /** Nobody knows what became of it. */
    record Unclear(String reason) implements Failure {}

    default Resolution resolution() {
        return switch (this) {
            case Refused refused -> new Resolution.Failed(refused.reason());
            case Busy busy -> new Resolution.Unavailable(busy.reason(), busy.retryAfter());
            case Unclear unclear -> new Resolution.Unavailable(unclear.reason(), null);
        };
    }

    default Observation observation() {
        return switch (this) {
            case Refused refused -> new Observation.CannotTell(refused.reason());
            case Busy busy -> new Observation.Unavailable(busy.reason(), busy.retryAfter());
            case Unclear unclear -> new Observation.Unavailable(unclear.reason(), null);
        };
    }

    /** Of the call that should change something. */
    default Outcome outcome() {
        return switch (this) {
            case Refused refused -> new Outcome.Failed(refused.reason());
            case Busy busy -> new Outcome.Unavailable(busy.reason(), busy.retryAfter());
            case Unclear unclear -> new Outcome.Unknown(unclear.reason());
        };
    }

    /** Of a look before that call: however it went, nothing was changed. */
    default Outcome outcomeOfLooking() {
        return this instanceof Unclear unclear ? new Outcome.Unavailable(unclear.reason(), null) : outcome();
    }

    default Trial trial() {
        return new Trial.Fails(reason());
    }
}
