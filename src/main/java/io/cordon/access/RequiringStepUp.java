package io.cordon.access;

import io.cordon.api.Problem;
import io.cordon.tenancy.StepUp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Asks again who is at the keyboard where the last proof is too old. */
@Component
class RequiringStepUp implements StepUp {

    static final Duration HOLDS = Duration.ofMinutes(5);

    private final Clock clock;

    RequiringStepUp(Clock clock) {
        this.clock = clock;
    }

    static Instant until(Session session) {
        return session.steppedUpAt().plus(HOLDS);
    }

    @Override
    public void require() {
        boolean tooOld = CallerAuthentication.session()
                .filter(session -> !clock.instant().isBefore(until(session)))
                .isPresent();
        if (tooOld) {
            throw Problem.stepUpRequired("Expected that you proved within the last " + HOLDS.toMinutes()
                    + " minutes that it is you, but that is longer ago: do so with POST /api/v1/session/step-up (a code"
                    + " of your authenticator where you have one, else your password, or a passkey), then send this"
                    + " again.");
        }
    }
}
