package io.cordon.intake;

import io.cordon.alert.AlertReader;
import io.cordon.alert.Reading;
import io.cordon.api.Sha256;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The door for alerts that come from inside the server; behind it they go the way of all others. */
@Component
public class ReceivingAlerts {

    private final AlertReader reader;
    private final LettingIn lettingIn;
    private final Clock clock;

    ReceivingAlerts(AlertReader reader, LettingIn lettingIn, Clock clock) {
        this.reader = reader;
        this.lettingIn = lettingIn;
        this.clock = clock;
    }

    /**
     * Takes JSON as its source would send it, and comes back when it is durable. Not inside a transaction.
     *
     * @param key the same key again changes nothing
     * @return why not all of it was taken; empty where it was
     */
    public Optional<String> receive(OrganisationId organisation, String source, byte[] json, String key) {
        Instant now = clock.instant();
        return switch (reader.read(source, "application/json", json, now)) {
            case Reading.Refused refused -> Optional.of(refused.detail());
            case Reading.Items items -> {
                int rejected = lettingIn
                        .letIn(new Delivery(
                                organisation,
                                items.items(),
                                now,
                                new Delivery.Idempotency(key, Sha256.of(json)),
                                false,
                                new CompletableFuture<>()))
                        .rejected();
                yield rejected == 0 ? Optional.empty() : Optional.of(rejected + " of its items are in quarantine");
            }
        };
    }
}
