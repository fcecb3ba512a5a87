package io.cordon.intake;

import io.cordon.alert.AlertReader;
import io.cordon.alert.Quarantine;
import io.cordon.alert.Quarantined;
import io.cordon.alert.Reading;
import io.cordon.api.Ids;
import io.cordon.api.Problem;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The door for what was in quarantine. */
@RestController
@RequestMapping("/api/v1/quarantine")
@Tag(name = "Quarantine")
class QuarantineRetryController {

    private final Quarantine quarantine;
    private final AlertReader reader;
    private final LettingIn lettingIn;
    private final Clock clock;

    QuarantineRetryController(Quarantine quarantine, AlertReader reader, LettingIn lettingIn, Clock clock) {
        this.quarantine = quarantine;
        this.reader = reader;
        this.lettingIn = lettingIn;
        this.clock = clock;
    }

    /** How many alerts a released item turned out to be. */
    record ReleasedView(UUID id, int alerts) {}

    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allowed({Role.LEAD, Role.ENGINEER, Role.ADMIN})
    @Operation(
            summary = "Reads it again, after its mapping was mended",
            description =
                    "What can be read now goes the way of every alert. Where one of its parts cannot, the answer is 422"
                            + " and it stays whole; parts that went their way are counted as duplicates the next time.")
    ReleasedView retry(@PathVariable String id) throws IOException {
        Quarantined item = quarantine
                .find(Ids.read("quarantined item", id))
                .orElseThrow(() -> Problem.notFound("quarantined item", id));
        Instant now = clock.instant();
        return switch (reader.read(item.source(), item.contentType(), item.raw(), now)) {
            case Reading.Refused refused -> throw Problem.invalid("raw", refused.detail());
            case Reading.Items items -> {
                for (Reading.Item each : items.items()) {
                    if (each instanceof Reading.Rejected rejected) {
                        throw Problem.invalid("raw", rejected.reason());
                    }
                }
                Outcome outcome = lettingIn.withPlace(item.organisation(), place -> {
                    place.make(item.raw().length);
                    return lettingIn.letIn(new Delivery(
                            item.organisation(), items.items(), now, null, true, new CompletableFuture<>()));
                });
                if (outcome.rejected() > 0) {
                    throw Problem.invalid("raw", outcome.firstError());
                }
                // Durable before it is forgotten: a crash in between makes a duplicate, which is counted.
                quarantine.forget(item);
                yield new ReleasedView(item.id(), outcome.fresh() + outcome.duplicate());
            }
        };
    }
}
