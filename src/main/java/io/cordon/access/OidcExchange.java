package io.cordon.access;

import io.cordon.storage.Sealing;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What we must still know when somebody comes back from an identity server. It goes along in a cookie, sealed: any node
 * can read it, nothing is kept of those who never come back, and a code that the identity server gives is good once.
 */
@Component
class OidcExchange {

    static final Duration HOLDS = Duration.ofMinutes(10);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BINDING = "oidc-exchange";
    private static final int LONGEST = 4_000;

    /**
     * Somebody who is at an identity server.
     *
     * @param afresh whether it was asked to look at the person anew, whatever it remembers
     */
    record Begun(
            String server, String state, String nonce, String verifier, String back, boolean afresh, Instant expires) {}

    private final Sealing sealing;
    private final ActingFor actingFor;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OidcExchange(Sealing sealing, ActingFor actingFor, TransactionTemplate transaction, Clock clock) {
        this.sealing = sealing;
        this.actingFor = actingFor;
        this.transaction = transaction;
        this.clock = clock;
    }

    Instant expires() {
        return clock.instant().plus(HOLDS);
    }

    String sealed(Begun begun) {
        byte[] sealed = acting(() -> sealing.of(OrganisationId.PROVIDER).seal(BINDING, JSON.writeValueAsString(begun)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** Empty where it is none of ours, or too old. */
    Optional<Begun> open(String cookie) {
        if (cookie.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(cookie);
            String json = acting(() -> sealing.of(OrganisationId.PROVIDER).open(BINDING, sealed));
            Begun begun = JSON.readValue(json, Begun.class);
            return clock.instant().isBefore(begun.expires()) ? Optional.of(begun) : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException | JacksonException e) {
            // A stranger's cookie is no trouble of ours.
            return Optional.empty();
        }
    }

    private <T> T acting(Supplier<T> work) {
        return actingFor.call(
                OrganisationId.PROVIDER, () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }
}
