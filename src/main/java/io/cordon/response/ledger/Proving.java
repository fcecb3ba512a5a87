package io.cordon.response.ledger;

import io.cordon.response.ActionState;
import io.cordon.response.ResponseSettings;
import io.cordon.response.connector.Connectors;
import io.cordon.response.connector.Equipped;
import io.cordon.response.connector.Observation;
import io.cordon.response.connector.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Finds out at the target whether an effect is there: after a product merely accepted a request, after a timeout, and
 * after a crash between the call and its record. Nothing is repeated unseen that could have a second effect.
 */
@Component
class Proving {

    /** What a person does about it. */
    private static final String BY_HAND =
            " Look at the target yourself, do there what is missing, and say that it is done by hand; or ask again.";

    private final Holding holding;
    private final Connectors connectors;
    private final ResponseSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;

    Proving(Holding holding, Connectors connectors, ResponseSettings settings, Clock clock, MeterRegistry meters) {
        this.holding = holding;
        this.connectors = connectors;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    /** Goes on with an action whose call was sent some time ago, by this process or by one that is gone. */
    void goOn(LedgerEntry claimed) {
        Optional<Equipped<?>> connector =
                holding.call(claimed, held -> connectors.equip(claimed.organisation(), claimed.connector()));
        if (connector.isPresent()) {
            look(claimed, connector.get(), why(claimed));
        } else {
            restUnknown(claimed, "Connector " + claimed.connector() + " is gone, so nobody can be asked." + BY_HAND);
        }
    }

    private static String why(LedgerEntry claimed) {
        if (claimed.state() == ActionState.UNKNOWN) {
            return "Looked again.";
        }
        return claimed.askedAgain() ? "Asked for again." : "The outcome of the call was not recorded.";
    }

    void proven(LedgerEntry claimed, Equipped<?> connector, String targetId, JsonNode evidence) {
        if (!isSame(claimed, targetId)) {
            answersForAnother(claimed, targetId);
            return;
        }
        holding.run(claimed, held -> held.move(ActionState.VERIFIED, connector.seen(evidence), evidence));
        meters.timer("cordon.response.proven", "verb", claimed.verb().id())
                .record(Duration.between(claimed.createdAt(), clock.instant()).abs());
    }

    void accepted(LedgerEntry claimed, Outcome.Accepted accepted, Equipped<?> connector) {
        if (!isSame(claimed, accepted.targetId())) {
            answersForAnother(claimed, accepted.targetId());
            return;
        }
        holding.run(claimed, held -> held.keepReceipt(accepted.receipt()));
        LedgerEntry kept = holding.call(claimed, Held::entry);
        look(kept, connector, "The product accepted the request.");
    }

    /** Asks the target, and goes on by what it says. */
    void look(LedgerEntry claimed, Equipped<?> connector, String because) {
        switch (connector.verify(claimed.deed())) {
            case Observation.InEffect inEffect -> proven(claimed, connector, inEffect.targetId(), inEffect.evidence());
            case Observation.NotInEffect other
            when !isSame(claimed, other.targetId()) -> answersForAnother(claimed, other.targetId());
            case Observation.NotInEffect none
            when claimed.state() == ActionState.UNKNOWN ->
                holding.end(claimed, ActionState.FAILED, "Looked again: the effect is not there.");
            case Observation.NotInEffect none
            when claimed.receipt() != null && !claimed.askedAgain() ->
                wait(claimed, because + " The effect is not there yet.", null);
            case Observation.NotInEffect none -> repeat(claimed, connector, because, true);
            case Observation.Pending pending -> wait(claimed, pending.reason(), null);
            case Observation.GaveUp gaveUp -> holding.end(claimed, ActionState.FAILED, gaveUp.reason());
            case Observation.Unavailable unavailable ->
                wait(claimed, because + " " + unavailable.reason(), unavailable);
            case Observation.CannotTell cannotTell ->
                repeat(claimed, connector, because + " " + cannotTell.reason(), false);
        }
    }

    /** Sends it again, through the guard, where that cannot have a second effect; else a person must look. */
    private void repeat(LedgerEntry claimed, Equipped<?> connector, String because, boolean seen) {
        boolean harmless = switch (connector.idempotency()) {
            case NATIVE_KEY, NATURALLY_IDEMPOTENT -> true;
            case STATE_QUERY -> seen;
            case NONE -> false;
        };
        holding.run(claimed, held -> {
            LedgerEntry entry = held.entry();
            if (!harmless && seen && entry.askedAgain()) {
                held.move(ActionState.FAILED, because + " The effect is not there: ask for it anew.");
            } else if (!harmless || entry.state() == ActionState.UNKNOWN) {
                held.restUnknown(because + BY_HAND);
            } else if (held.wasLastAttempt()) {
                held.move(
                        seen ? ActionState.FAILED : ActionState.UNKNOWN,
                        because + " Tried " + entry.attempts() + " times." + (seen ? "" : BY_HAND));
            } else {
                held.keepUncertain(!seen);
                held.startOver(
                        Backoff.after(entry.attempts(), null),
                        because
                                + (seen
                                        ? " Not there, so it is sent again."
                                        : " It is sent again, which is harmless."));
            }
        });
    }

    private void wait(LedgerEntry claimed, String because, Observation.@Nullable Unavailable away) {
        holding.run(claimed, held -> {
            Duration soFar = Duration.between(held.entry().movedAt(), clock.instant());
            if (held.entry().state() == ActionState.UNKNOWN) {
                held.rest(because + BY_HAND);
            } else if (soFar.compareTo(settings.proveWithin()) > 0) {
                held.move(
                        ActionState.UNKNOWN,
                        because + " No proof within " + settings.proveWithin().toMinutes() + " minutes." + BY_HAND);
            } else {
                if (away != null) {
                    held.tellAway(away.reason(), settings.proveWithin().minus(soFar));
                }
                Duration delay = Backoff.look(soFar);
                Duration asked = away == null ? null : away.retryAfter();
                held.queue(asked != null && asked.compareTo(delay) > 0 ? asked : delay, because);
            }
        });
    }

    private void answersForAnother(LedgerEntry claimed, String targetId) {
        restUnknown(
                claimed,
                "Expected connector " + claimed.connector() + " to answer for "
                        + Objects.requireNonNull(claimed.resolved()).id() + ", but it answered for " + targetId
                        + ". Look at both targets.");
    }

    private void restUnknown(LedgerEntry claimed, String reason) {
        holding.run(claimed, held -> held.restUnknown(reason));
    }

    private static boolean isSame(LedgerEntry claimed, String targetId) {
        return Objects.requireNonNull(claimed.resolved()).id().equals(targetId);
    }
}
